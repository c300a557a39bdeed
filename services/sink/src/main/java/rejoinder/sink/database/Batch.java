package rejoinder.sink.database;

import java.util.List;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.summary.ActorSummary;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.summary.StorySummary;

/**
 * Records to write in one transaction, each list in the order of its partitions' logs, with the move of every partition
 * they come from.
 */
public record Batch(
        List<LogRecord<Story>> stories,
        List<LogRecord<Reaction>> reactions,
        List<LogRecord<ActorSummary>> actors,
        List<LogRecord<CountrySummary>> countries,
        List<LogRecord<StorySummary>> storySummaries,
        List<Move> moves) {
    /** A partition's position goes from where the batch begins to where it ends. */
    public record Move(Position from, long nextOffset) {}
}
