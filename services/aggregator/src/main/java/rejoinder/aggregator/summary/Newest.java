package rejoinder.aggregator.summary;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import rejoinder.contracts.summary.ActorSummary;
import rejoinder.contracts.summary.Milestone;

/** A reaction by its time and id, for lists of the newest. */
public record Newest(Instant at, String reaction) {
    private static final Comparator<Newest> FIRST = (a, b) -> {
        int time = b.at.compareTo(a.at);
        return time != 0 ? time : b.reaction.compareTo(a.reaction);
    };

    static Newest of(Milestone milestone) {
        return new Newest(milestone.saidAt().at(), milestone.reaction());
    }

    /**
     * Newest first, as many as a summary names.
     *
     * @param lists each newest first
     */
    static List<Newest> of(Collection<List<Newest>> lists) {
        return Leading.of(lists, FIRST, ActorSummary.MOST_REACTIONS);
    }

    static List<String> ids(Collection<Newest> newest) {
        return newest.stream().map(Newest::reaction).toList();
    }
}
