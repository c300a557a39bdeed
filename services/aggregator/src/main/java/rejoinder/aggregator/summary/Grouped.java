package rejoinder.aggregator.summary;

import java.util.Optional;

/** What a step of grouping gives: a summary for readers, or a change for the next step. */
public sealed interface Grouped<S, C> {
    /** The newest summary; empty when the group is. */
    record Summary<S, C>(Optional<S> summary) implements Grouped<S, C> {}

    /** What the next step needs to know. */
    record Change<S, C>(C change) implements Grouped<S, C> {}
}
