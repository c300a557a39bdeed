package rejoinder.contracts.utterance;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Lists;
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
 * @param independentOutlets how many of them neither name another outlet as their source nor repeat its text; at least 1
 * @param variants the different wordings, fullest first, at most {@link #MOST_VARIANTS}
 * @param takenOver the reports listed that do not count as independent
 * @param firstReportAt when it was first published, or seen where that is not known
 * @param lastReportAt when it was last published, or seen where that is not known
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
        List<Report> reports,
        @JsonSetter(nulls = Nulls.AS_EMPTY) int independentOutlets,
        List<Variant> variants,
        List<TakenOver> takenOver,
        Optional<Instant> firstReportAt,
        Optional<Instant> lastReportAt) {
    /** The most reports a record lists, earliest first. */
    public static final int MOST_REPORTS = 100;

    /** The most wordings a record lists. */
    public static final int MOST_VARIANTS = 20;

    public Utterance {
        reports = List.copyOf(reports);
        variants = Lists.orNone(variants);
        takenOver = Lists.orNone(takenOver);
    }

    /**
     * One wording.
     *
     * @param statement the first report that has it
     * @param reports how many have it
     */
    public record Variant(String text, Optional<String> language, String statement, int reports) {}

    /**
     * A report that does not count as independent.
     *
     * @param from the outlet or agency it names as its source, or whose text it repeats
     */
    public record TakenOver(String statement, String from) {}
}
