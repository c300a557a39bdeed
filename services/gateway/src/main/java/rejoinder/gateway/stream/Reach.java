package rejoinder.gateway.stream;

/** Whether Kafka still has what a subscriber asks for. */
sealed interface Reach {
    /** From where on it has what is left: for {@link From} all that was asked for. */
    Position position();

    /** It has all from this position on. */
    record From(Position position) implements Reach {}

    /**
     * It no longer has it, or never had.
     *
     * @param position the oldest that it has
     */
    record Lost(String why, Position position) implements Reach {}
}
