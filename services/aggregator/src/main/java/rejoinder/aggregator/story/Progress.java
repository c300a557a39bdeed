package rejoinder.aggregator.story;

/**
 * How far the history has been looked through for a story that was created, changed or deleted.
 *
 * @param phase what is being looked through
 * @param after the last key of the store that has been looked at; empty at the beginning
 * @param timestamp of the story's record
 */
public record Progress(Phase phase, String after, long timestamp) {
    /** What is looked through, one after the other. */
    public enum Phase {
        /** What has been a reaction of the story so far. */
        REACTIONS,
        /** All that was ever said. */
        EVERYTHING
    }
}
