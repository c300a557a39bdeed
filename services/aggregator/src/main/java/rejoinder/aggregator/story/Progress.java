package rejoinder.aggregator.story;

/**
 * How far the history has been looked through for a story that was created, changed or deleted.
 *
 * @param after the last key of the store that has been looked at; empty at the beginning
 * @param timestamp of the story's record
 */
public record Progress(String after, long timestamp) {}
