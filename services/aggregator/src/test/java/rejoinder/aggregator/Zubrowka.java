package rejoinder.aggregator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Represents;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Span;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.story.TriggerEvent;

/** People, countries and statements that plainly do not exist. */
public final class Zubrowka {
    static final Instant TRIGGER_AT = Instant.parse("2031-05-04T10:00:00Z");

    static final Represents ZUBROWKA = new Represents("ZB", Represents.Kind.COUNTRY, "Zubrowka");
    static final Represents FREEDONIA = new Represents("FD", Represents.Kind.COUNTRY, "Freedonia");
    static final Represents LEAGUE = new Represents("LEAGUE", Represents.Kind.ORGANISATION, "League of Made-up Lands");

    public static final Speaker ORLA_VENN = new Speaker("orla-venn", "Orla Venn", "President", 100, ZUBROWKA);
    static final Speaker PIM_OSTRO = new Speaker("pim-ostro", "Pim Ostro", "Foreign Minister", 80, ZUBROWKA);
    static final Speaker TIL_VASK = new Speaker("til-vask", "Til Vask", "Prime Minister", 100, FREEDONIA);
    static final Speaker MIKA_SOLT = new Speaker("mika-solt", "Mika Solt", "Foreign Minister", 80, FREEDONIA);
    static final Speaker MIKA_SOLT_LATER = new Speaker("mika-solt", "Mika Solt", "Secretary", 100, LEAGUE);
    static final Speaker RUDOLF = new Speaker("rudolf", "Rudolf of Ruritania", "King", 100, ZUBROWKA);

    private Zubrowka() {}

    /** Who speaks, in which office. */
    public record Speaker(String id, String name, String role, int rank, Represents represents) {
        public Statement.Asserted says(String id, String quote, Instant at) {
            return says(id, quote, at, "Outlet of " + id);
        }

        Statement.Asserted says(String id, String quote, Instant at, String outlet) {
            return says(id, quote, at, outlet, "");
        }

        public Statement.Asserted says(String statement, String quote, Instant at, String outlet, String context) {
            return new Statement.Asserted(
                    statement,
                    new Actor(id, name, Actor.Kind.PERSON),
                    Optional.of(role),
                    rank,
                    represents,
                    new Statement.Speaker(name, Optional.empty(), "name-at-verb", Statement.ResolvedBy.REGISTRY),
                    Statement.Type.DIRECT,
                    quote,
                    new Span(0, quote.length()),
                    Optional.empty(),
                    context,
                    "quote-verb-speaker",
                    new SaidAt(at, SaidAt.Precision.INSTANT),
                    Optional.of(at.plus(Duration.ofHours(1))),
                    at.plus(Duration.ofHours(2)),
                    new Statement.DocumentRef(
                            "doc-of-" + statement,
                            1,
                            "inbox",
                            outlet,
                            Optional.of("https://example.org/" + statement),
                            Optional.empty(),
                            Optional.of("en"),
                            ""));
        }
    }

    static Statement.Retracted retracted(Statement.Asserted statement) {
        return new Statement.Retracted(
                statement.id(),
                statement.actorId(),
                statement.observedAt().plusSeconds(60),
                statement.document().id(),
                2);
    }

    /** A story that catches what speaks of the border. */
    static Story border() {
        return story("border", "border");
    }

    static Story story(String id, String query) {
        return new Story(
                id,
                "The border of Ruritania",
                new TriggerEvent(
                        "Rudolf of Ruritania",
                        Optional.of("I shall close the border."),
                        Optional.empty(),
                        TRIGGER_AT,
                        Optional.empty()),
                query,
                Optional.empty(),
                Optional.empty(),
                List.of("FD", "RURITANIA", "orla-venn", "LEAGUE"));
    }

    static Instant after(Duration time) {
        return TRIGGER_AT.plus(time);
    }

    public static Instant hours(long hours) {
        return after(Duration.ofHours(hours));
    }
}
