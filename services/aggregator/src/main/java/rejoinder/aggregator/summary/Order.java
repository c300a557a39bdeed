package rejoinder.aggregator.summary;

import java.util.Comparator;
import rejoinder.contracts.Stance;
import rejoinder.contracts.summary.Milestone;

/** The total orders that make summaries independent of the order of arrival. */
final class Order {
    /** Earliest first; the id decides between equals. */
    static final Comparator<Milestone> BY_TIME = Comparator.comparing(
                    (Milestone milestone) -> milestone.saidAt().at())
            .thenComparing(Milestone::reaction);

    /** Least authority first: rank, then time, then id; one that is undecided after all that are decided. */
    static final Comparator<Milestone> BY_AUTHORITY = Comparator.comparing(
                    (Milestone milestone) -> milestone.stance() != Stance.UNCLEAR)
            .thenComparingInt(Milestone::rank)
            .thenComparing(BY_TIME);

    private Order() {}

    /** Whether two decided stances lie on different sides: against, neutral, for. */
    static boolean differ(Stance a, Stance b) {
        return side(a) != side(b);
    }

    private static int side(Stance stance) {
        return switch (stance) {
            case CONDEMN, CRITICISE, CONCERN -> -1;
            case NEUTRAL, NO_COMMENT, UNCLEAR -> 0;
            case DEFEND, WELCOME -> 1;
        };
    }
}
