package rejoinder.gateway.stream;

import rejoinder.gateway.http.Problem;

/** Whether Kafka still has what a subscriber asks for. */
sealed interface Reach {
    /** It has all from this position on. */
    record From(Position position) implements Reach {}

    /** It no longer has it, or never had. */
    record Lost(Problem problem) implements Reach {}
}
