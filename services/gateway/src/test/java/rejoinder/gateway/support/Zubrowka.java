package rejoinder.gateway.support;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Represents;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Span;
import rejoinder.contracts.Stance;
import rejoinder.contracts.reaction.Evidence;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.story.TriggerEvent;
import rejoinder.contracts.summary.ActorSummary;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.summary.Milestone;
import rejoinder.contracts.summary.Pace;
import rejoinder.contracts.summary.StanceCounts;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.contracts.topic.Topics;
import rejoinder.contracts.utterance.Report;

/** Stories and reactions of people and countries that do not exist. */
public final class Zubrowka {
    /** When the trigger event of every story here was. */
    public static final Instant TRIGGER = Instant.parse("2031-05-04T10:00:00Z");

    /** The country the stories are about. */
    public static final Represents ZUBROWKA = new Represents("ZZ", Represents.Kind.COUNTRY, "Zubrowka");

    /** An organisation. */
    public static final Represents LEAGUE =
            new Represents("LEAGUE", Represents.Kind.ORGANISATION, "League of Invented Nations");

    private Zubrowka() {}

    public static Story story(String id) {
        return story(id, TRIGGER);
    }

    public static Story story(String id, Instant triggeredAt) {
        TriggerEvent trigger = new TriggerEvent(
                "Duke Anselm of Ruritania",
                Optional.of("The border stays closed"),
                Optional.empty(),
                triggeredAt,
                Optional.empty());
        return new Story(
                id, "The border of " + id, trigger, "border", Optional.empty(), Optional.empty(), List.of("LEAGUE"));
    }

    /** The id that what is called {@code u-1} here has: its letter and 32 hex digits, in the same order. */
    public static String id(String name) {
        String rest = name.substring(2);
        return name.substring(0, 2) + "%032x".formatted(new BigInteger(1, rest.getBytes(StandardCharsets.UTF_8)));
    }

    /** Said so many hours after the trigger event. */
    public static Reaction reaction(String story, String utterance, int hours) {
        return reaction(story, utterance, hours, "orla-venn", ZUBROWKA, Stance.CONDEMN);
    }

    public static Reaction reaction(
            String story, String utterance, int hours, String actor, Represents represents, Stance stance) {
        SaidAt saidAt = new SaidAt(TRIGGER.plus(Duration.ofHours(hours)), SaidAt.Precision.INSTANT);
        String text = "This closed border is a disgrace, said in " + utterance;
        return new Reaction(
                Topics.key(story, id(utterance)),
                story,
                id(utterance),
                new Actor(actor, name(actor), Actor.Kind.PERSON),
                Optional.of("President of Zubrowka"),
                90,
                represents,
                text,
                Optional.of("en"),
                stance,
                List.of(new Evidence(
                        id("s-" + utterance), Evidence.Part.TEXT, "disgrace", Optional.of(new Span(24, 32)))),
                "words",
                saidAt,
                Duration.ofHours(hours).toSeconds(),
                1,
                1,
                List.of(report(utterance, text, saidAt)),
                1,
                Optional.empty(),
                Optional.empty());
    }

    /** The same reaction as an outlet tells it, in words of its own. */
    public static Reaction inWordsOfTheOutlet(Reaction said, String text) {
        Report report = said.reports().get(0);
        Report told = new Report(
                report.statement(),
                report.document(),
                report.revision(),
                report.source(),
                report.outlet(),
                report.url(),
                report.title(),
                report.language(),
                Statement.Type.INDIRECT,
                text,
                new Span(0, text.codePointCount(0, text.length())),
                report.cue(),
                report.speaker(),
                report.context(),
                report.lead(),
                report.rule(),
                report.saidAt(),
                report.publishedAt());
        return new Reaction(
                said.id(),
                said.story(),
                said.utterance(),
                said.actor(),
                said.role(),
                said.rank(),
                said.represents(),
                text,
                said.language(),
                said.stance(),
                said.evidence(),
                said.stanceRule(),
                said.saidAt(),
                said.lagSeconds(),
                said.reportCount(),
                said.outletCount(),
                List.of(told),
                said.independentOutlets(),
                said.answers(),
                said.pinned());
    }

    public static ActorSummary actor(String story, String actor, int rank) {
        Milestone only = milestone(story, actor, rank);
        return new ActorSummary(
                story,
                new Actor(actor, name(actor), Actor.Kind.PERSON),
                Optional.of("President of Zubrowka"),
                rank,
                ZUBROWKA,
                Stance.CONDEMN,
                1,
                1,
                StanceCounts.NONE.plus(Stance.CONDEMN, 1),
                only,
                only,
                1,
                Optional.empty(),
                List.of(only.reaction()));
    }

    public static CountrySummary country(String story, Represents represents) {
        Milestone only = milestone(story, "orla-venn", 90);
        return new CountrySummary(
                story,
                represents,
                only,
                1,
                1,
                1,
                StanceCounts.NONE.plus(Stance.CONDEMN, 1),
                only,
                only,
                0,
                List.of(),
                1,
                Optional.empty(),
                List.of(only.reaction()));
    }

    public static StorySummary summary(String story) {
        Optional<Milestone> only = Optional.of(milestone(story, "orla-venn", 90));
        return new StorySummary(
                story,
                1,
                1,
                1,
                1,
                0,
                StanceCounts.NONE.plus(Stance.CONDEMN, 1),
                only,
                only,
                List.of(),
                1,
                Pace.NONE,
                List.of(),
                Optional.empty(),
                List.of(only.orElseThrow().reaction()));
    }

    private static Milestone milestone(String story, String actor, int rank) {
        return new Milestone(
                Topics.key(story, id("u-1")),
                actor,
                name(actor),
                rank,
                Stance.CONDEMN,
                new SaidAt(TRIGGER.plus(Duration.ofDays(1)), SaidAt.Precision.DAY),
                86_400);
    }

    private static Report report(String utterance, String text, SaidAt saidAt) {
        return new Report(
                id("s-" + utterance),
                "d-" + utterance,
                1,
                "a-source",
                "Zubrowka Gazette",
                Optional.of("https://gazette.example/" + utterance),
                Optional.of("On the border"),
                Optional.of("en"),
                Statement.Type.DIRECT,
                text,
                new Span(0, text.length()),
                Optional.empty(),
                new Statement.Speaker("Venn", Optional.empty(), "name", Statement.ResolvedBy.REGISTRY),
                "“" + text + "”, she said.",
                "The lead",
                "quote-said",
                saidAt,
                Optional.of(saidAt.at()));
    }

    private static String name(String actor) {
        return actor.equals("orla-venn") ? "Orla Venn" : actor;
    }
}
