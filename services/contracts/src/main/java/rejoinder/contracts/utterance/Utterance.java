package rejoinder.contracts.utterance;

import java.util.List;
import java.util.Optional;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Represents;
import rejoinder.contracts.SaidAt;

/**
 * What an actor said once, however many documents report it. Role, rank, represents and saidAt are those of the
 * earliest report.
 *
 * @param id {@code u-} and the digits of the earliest statement's id
 * @param text the fullest wording
 * @param reportCount how many reports there are; {@code reports} lists the first {@link #MOST_REPORTS}
 * @param outletCount how many different outlets report it
 */
public record Utterance(
        String id,
        Actor actor,
        Optional<String> role,
        int rank,
        Represents represents,
        String text,
        Optional<String> language,
        SaidAt saidAt,
        int reportCount,
        int outletCount,
        List<Report> reports) {
    /** The most reports a record lists, earliest first. */
    public static final int MOST_REPORTS = 100;

    public Utterance {
        reports = List.copyOf(reports);
    }
}
