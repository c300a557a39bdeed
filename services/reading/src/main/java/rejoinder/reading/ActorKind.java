package rejoinder.reading;

/** Whether a person or an institution speaks. */
public enum ActorKind {
    PERSON,
    INSTITUTION
}
