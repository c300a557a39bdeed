package rejoinder.gateway.roundup;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Stance;
import rejoinder.contracts.story.TriggerEvent;
import rejoinder.contracts.summary.CountrySummary;

/** The round-up's own words, apart from what it quotes. */
final class Wording {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH);

    private Wording() {}

    static String heading(Stance position) {
        return switch (position) {
            case CONDEMN -> "Condemn";
            case CRITICISE -> "Criticise";
            case CONCERN -> "Are concerned";
            case NEUTRAL -> "Neutral";
            case NO_COMMENT -> "No comment";
            case DEFEND -> "Defend";
            case WELCOME -> "Welcome";
            case UNCLEAR -> "Spoke, with no clear position";
        };
    }

    static String nameAndPosition(CountrySummary country) {
        return country.represents().name() + " ("
                + country.officialPosition().stance().json() + ")";
    }

    static String day(Instant at) {
        return DAY.format(at.atOffset(ZoneOffset.UTC));
    }

    /** The country or organisation, in brackets, where no heading says it. */
    static String place(RoundUp.Grouping grouping, RoundUp.Line line) {
        return grouping.namesPlaces() ? " (" + line.represents() + ")" : "";
    }

    /** The stance, where no heading says it. */
    static String stance(RoundUp.Grouping grouping, RoundUp.Line line) {
        return grouping.namesStances() ? ", " + line.stance().json() : "";
    }

    static String date(SaidAt saidAt) {
        return day(saidAt.at());
    }

    static String moment(Instant at) {
        return MINUTE.format(at.atOffset(ZoneOffset.UTC));
    }

    /** What is reacted to, as a sentence without its full stop. */
    static String trigger(TriggerEvent trigger) {
        String when = ", " + day(trigger.at());
        return trigger.quote().isPresent()
                ? trigger.actor() + ": “" + trigger.quote().get() + "”" + when
                : trigger.actor() + " " + trigger.act().orElse("acts") + when;
    }

    /** Who reported it. */
    static String outlets(RoundUp.Line line) {
        String first = line.outlet().orElse("unknown outlet");
        return line.outlets() > 1
                ? first + " and " + (line.outlets() - 1) + (line.outlets() == 2 ? " other" : " others")
                : first;
    }
}
