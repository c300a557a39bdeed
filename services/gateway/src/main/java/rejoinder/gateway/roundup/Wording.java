package rejoinder.gateway.roundup;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Stance;
import rejoinder.contracts.story.TriggerEvent;

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

    static String date(SaidAt saidAt) {
        return DAY.format(saidAt.at().atOffset(ZoneOffset.UTC));
    }

    static String moment(java.time.Instant at) {
        return MINUTE.format(at.atOffset(ZoneOffset.UTC));
    }

    /** What is reacted to, as a sentence without its full stop. */
    static String trigger(TriggerEvent trigger) {
        String when = ", " + DAY.format(trigger.at().atOffset(ZoneOffset.UTC));
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
