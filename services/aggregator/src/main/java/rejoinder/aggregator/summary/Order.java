package rejoinder.aggregator.summary;

import java.util.Comparator;
import rejoinder.contracts.Stance;
import rejoinder.contracts.summary.Milestone;

/**
 * The total orders that make summaries independent of the order of arrival. Each summary compares with them thousands of
 * times, so they are written out.
 */
final class Order {
    /** Earliest first; the id decides between equals. */
    static final Comparator<Milestone> BY_TIME = (a, b) -> {
        int time = a.saidAt().at().compareTo(b.saidAt().at());
        return time != 0 ? time : a.reaction().compareTo(b.reaction());
    };

    /** Least authority first: rank, then time, then id; one that is undecided after all that are decided. */
    static final Comparator<Milestone> BY_AUTHORITY = (a, b) -> {
        int decided = Boolean.compare(a.stance() != Stance.UNCLEAR, b.stance() != Stance.UNCLEAR);
        int rank = decided != 0 ? decided : Integer.compare(a.rank(), b.rank());
        return rank != 0 ? rank : BY_TIME.compare(a, b);
    };

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
