package rejoinder.app.replay;

/** Which of an event's three times orders and bounds a replay. */
enum Clock {
    /** When it was said. */
    SAID,
    /** When the outlet published it; of a reaction, its first report. */
    PUBLISHED,
    /** When Rejoinder first saw it; of a reaction, when this version of it came about. */
    OBSERVED
}
