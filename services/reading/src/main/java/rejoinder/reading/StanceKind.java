package rejoinder.reading;

/** Stance toward a trigger event. */
public enum StanceKind {
    CONDEMN,
    CRITICISE,
    CONCERN,
    NEUTRAL,
    NO_COMMENT,
    DEFEND,
    WELCOME,
    UNCLEAR
}
