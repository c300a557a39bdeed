package rejoinder.aggregator.summary;

import java.util.Optional;
import rejoinder.contracts.reaction.Reactor;
import rejoinder.contracts.summary.ActorSummary;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.summary.StorySummary;

/** What a step of grouping gives: summaries for readers, empty when the group is, or a change for the next step. */
public sealed interface Grouped {
    /** Of an actor. */
    record OfActor(Optional<ActorSummary> summary) implements Grouped {}

    /** Of a country or organisation. */
    record OfCountry(Optional<CountrySummary> summary) implements Grouped {}

    /** Of a story. */
    record OfStory(Optional<StorySummary> summary) implements Grouped {}

    /** That somebody has reacted in a story; empty when he has not any more. */
    record Reacted(Optional<Reactor> reactor) implements Grouped {}

    /** What the next step needs to know. */
    record Change(GroupChange change) implements Grouped {}
}
