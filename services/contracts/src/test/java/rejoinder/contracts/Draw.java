package rejoinder.contracts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import rejoinder.contracts.build.Build;
import rejoinder.contracts.correction.Correction;
import rejoinder.contracts.document.Document;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.contracts.document.PushedStatement;
import rejoinder.contracts.document.Submission;
import rejoinder.contracts.reaction.Evidence;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.reaction.Reactor;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.source.SourceStatus;
import rejoinder.contracts.statement.RejectedStatement;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.story.TriggerEvent;
import rejoinder.contracts.summary.ActorSummary;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.summary.Milestone;
import rejoinder.contracts.summary.Pace;
import rejoinder.contracts.summary.StanceChange;
import rejoinder.contracts.summary.StanceCounts;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.contracts.utterance.Report;
import rejoinder.contracts.utterance.Utterance;
import rejoinder.contracts.webhook.Webhook;
import rejoinder.contracts.webhook.WebhookStatus;

/**
 * Draws values of every record from a source of randomness: bare ones without anything optional, full ones at the
 * limits of the schemas, and what lies between; with text of every script, control characters and code points beyond
 * the basic plane. For one thread.
 */
public final class Draw {
    private static final List<String> PIECES = List.of(
            "a",
            "Z",
            "7",
            " ",
            "\n",
            "\t",
            "\"",
            "\\",
            "/",
            "<b>",
            "&",
            "“",
            "„",
            "«",
            "ł",
            "ø",
            "İ",
            "ß",
            "é",
            "e\u0301",
            "Ж",
            "中",
            "ع",
            "\u200f",
            "\u2028",
            "\u0000",
            "\u0007",
            "\uFEFF",
            "😀",
            "👩‍🚀",
            "𝒳",
            "\uD83C\uDDF3\uD83C\uDDF4");
    private static final List<String> WORDS = List.of("a", "0", "x-y", "abc", "z9", "long-enough", "b");
    private static final long YEAR_1900 = -2_208_988_800L;
    private static final long YEAR_2200 = 7_258_118_400L;

    private enum Fill {
        BARE,
        MIXED,
        FULL
    }

    private final Random random;
    private final Fill fill;

    public Draw(Random random) {
        this.random = random;
        this.fill = one(Fill.values());
    }

    public Source source() {
        Map<String, String> settings = new HashMap<>();
        for (int i = count(3); i > 0; i--) {
            settings.put(text(40), any(200));
        }
        return new Source(slug(), one(Source.Kind.values()), maybe(() -> text(200)), settings, random.nextBoolean());
    }

    public Webhook webhook() {
        return new Webhook(
                slug(),
                url(),
                "at least 16 long: " + any(180),
                one(Webhook.On.values()),
                list(100, this::slug),
                list(100, this::actorId),
                list(100, () -> one("ZB", "LEAGUE")),
                list(8, () -> one(Stance.values())),
                maybe(this::rank),
                random.nextBoolean());
    }

    public WebhookStatus webhookStatus() {
        return new WebhookStatus(
                slug(),
                maybe(() -> text(300)),
                list(20, () -> text(400)),
                count(1_000_000),
                count(100),
                random.nextBoolean(),
                maybe(this::attempt),
                maybe(this::attempt),
                instant());
    }

    private WebhookStatus.Attempt attempt() {
        return new WebhookStatus.Attempt(instant(), text(500), text(500));
    }

    public Cursor cursor() {
        return new Cursor(
                slug(),
                text(400),
                maybe(() -> text(300)),
                hex(32),
                count(1000),
                random.nextLong(Long.MAX_VALUE),
                maybe(this::instant),
                list(4, () -> new Cursor.Said(statementId(), actorId())),
                maybe(() -> Map.of(text(40), any(200))));
    }

    public SourceStatus sourceStatus() {
        return new SourceStatus(
                slug(),
                one(SourceStatus.State.values()),
                instant(),
                text(300),
                maybe(this::instant),
                maybe(this::instant),
                maybe(this::instant),
                maybe(() -> new SourceStatus.Problem(instant(), text(1000))),
                count(1000),
                maybe(this::instant),
                list(4, () -> new SourceStatus.Hour(instant(), count(9), count(9), count(9), count(9))));
    }

    public Document document() {
        return new Document(
                text(300),
                1 + count(1000),
                slug(),
                text(200),
                maybe(this::url),
                maybe(() -> any(1000)),
                maybe(this::language),
                maybe(this::instant),
                instant(),
                any(3000),
                maybe(this::pushedStatement),
                random.nextBoolean(),
                list(3, () -> text(1000)));
    }

    public PushedDocument pushedDocument() {
        return new PushedDocument(
                maybe(() -> text(300)),
                maybe(() -> text(200)),
                maybe(this::url),
                maybe(() -> any(1000)),
                maybe(this::language),
                maybe(this::instant),
                maybe(() -> one("text/plain", "text/html")),
                text(5000));
    }

    public PushedStatement pushedStatement() {
        return new PushedStatement(
                maybe(() -> text(300)),
                text(2000),
                text(200),
                maybe(() -> text(300)),
                maybe(() -> one("NATO", "EU", "RURITANIA")),
                maybe(() -> one("2026-03-01", "2026-03-01T12:00:00Z", "2026-03-01T12:00:00.5+05:45")),
                maybe(this::instant),
                maybe(() -> text(200)),
                maybe(this::url),
                maybe(() -> any(1000)),
                maybe(this::language));
    }

    public Submission submission() {
        boolean document = random.nextBoolean();
        return new Submission(
                text(300),
                slug(),
                instant(),
                document ? Optional.of(pushedDocument()) : Optional.empty(),
                document ? Optional.empty() : Optional.of(pushedStatement()));
    }

    public Statement statement() {
        if (random.nextInt(4) == 0) {
            return new Statement.Retracted(statementId(), actorId(), instant(), text(300), 1 + count(1000));
        }
        return new Statement.Asserted(
                statementId(),
                actor(),
                maybe(() -> text(300)),
                rank(),
                represents(),
                speaker(),
                one(Statement.Type.values()),
                text(2000),
                span(),
                maybe(this::cue),
                any(600),
                text(200),
                saidAt(),
                maybe(this::instant),
                instant(),
                new Statement.DocumentRef(
                        text(300),
                        1 + count(1000),
                        slug(),
                        text(200),
                        maybe(this::url),
                        maybe(() -> any(1000)),
                        maybe(this::language),
                        any(300)));
    }

    public RejectedStatement rejectedStatement() {
        return new RejectedStatement(
                one("not-json", "schema", "too-large", "unknown-speaker"),
                any(1000),
                any(1000),
                maybe(() -> any(500)),
                instant());
    }

    public Story story() {
        boolean said = random.nextBoolean();
        return new Story(
                slug(),
                text(300),
                new TriggerEvent(
                        text(200),
                        said ? Optional.of(text(2000)) : Optional.empty(),
                        said ? maybe(() -> text(1000)) : Optional.of(text(1000)),
                        instant(),
                        maybe(this::url)),
                any(1000),
                maybe(this::instant),
                maybe(this::instant),
                list(5, () -> one("NATO", "EU", "G7", "RURITANIA", "text:ruritania:edda-lorn")));
    }

    public Correction correction() {
        return random.nextBoolean()
                ? new Correction.OfReaction(
                        slug(),
                        actor().id(),
                        utteranceId(),
                        one(Correction.Verdict.values()),
                        text(200),
                        instant(),
                        maybe(() -> text(300)))
                : new Correction.OfActor(actor().id(), actor(), text(200), instant(), maybe(() -> text(300)));
    }

    public Build build() {
        return new Build(
                WORDS.get(random.nextInt(WORDS.size())),
                instant(),
                maybe(() -> text(300)),
                List.of("name-colon", "quotation-alone").subList(0, random.nextInt(3)),
                maybe(this::instant),
                maybe(this::instant));
    }

    public Utterance utterance() {
        List<Report> reports = reports();
        return new Utterance(
                utteranceId(),
                actor(),
                maybe(() -> text(300)),
                rank(),
                represents(),
                text(2000),
                maybe(this::language),
                saidAt(),
                reports.size() + count(100),
                1 + count(100),
                reports,
                1 + count(100),
                list(
                        Utterance.MOST_VARIANTS,
                        () -> new Utterance.Variant(text(2000), maybe(this::language), statementId(), 1 + count(9))),
                list(4, () -> new Utterance.TakenOver(statementId(), text(200))),
                maybe(this::instant),
                maybe(this::instant));
    }

    public Reaction reaction() {
        List<Report> reports = reports();
        String story = slug();
        String utterance = utteranceId();
        return new Reaction(
                story + "|" + utterance,
                story,
                utterance,
                actor(),
                maybe(() -> text(300)),
                rank(),
                represents(),
                text(2000),
                maybe(this::language),
                one(Stance.values()),
                list(4, () -> new Evidence(statementId(), one(Evidence.Part.values()), text(500), maybe(this::span))),
                text(200),
                saidAt(),
                random.nextInt(),
                reports.size() + count(100),
                1 + count(100),
                reports,
                1 + count(100),
                maybe(() -> new Reaction.Answer(actor().id(), text(200), text(200))),
                maybe(() -> new Reaction.Pin(text(200), instant(), maybe(() -> text(300)))));
    }

    public Reactor reactor() {
        return new Reactor(slug(), represents().code(), actor());
    }

    public ActorSummary actorSummary() {
        return new ActorSummary(
                slug(),
                actor(),
                maybe(() -> text(300)),
                rank(),
                represents(),
                one(Stance.values()),
                1 + count(1_000_000),
                1 + count(1_000_000),
                stanceCounts(),
                milestone(),
                milestone(),
                count(1_000_000),
                maybe(this::stanceChange),
                reactionIds());
    }

    public CountrySummary countrySummary() {
        return new CountrySummary(
                slug(),
                represents(),
                milestone(),
                1 + count(1_000_000),
                1 + count(1_000_000),
                1 + count(1_000_000),
                stanceCounts(),
                milestone(),
                milestone(),
                count(1_000_000),
                list(CountrySummary.MOST_DISSENT, this::milestone),
                count(1_000_000),
                maybe(this::stanceChange),
                reactionIds());
    }

    public StorySummary storySummary() {
        return new StorySummary(
                slug(),
                count(1_000_000),
                count(1_000_000),
                count(1_000_000),
                count(200),
                count(200),
                stanceCounts(),
                maybe(this::milestone),
                maybe(this::milestone),
                list(StorySummary.MOST_FIRST_RESPONDERS, () -> new StorySummary.Responder(represents(), milestone())),
                count(1_000_000),
                new Pace(spans(), spans(), spans()),
                list(
                        StorySummary.MOST_REPORTED,
                        () -> new StorySummary.Quotation(
                                milestone(), represents(), text(500), 2 + count(9), 1 + count(9))),
                maybe(() -> new StorySummary.Coverage(
                        list(3, () -> new StorySummary.Reacted(one("NATO", "RURITANIA"), milestone())),
                        list(3, () -> one("LEAGUE", "text:ruritania:edda-lorn")))),
                reactionIds());
    }

    private List<Pace.Span> spans() {
        return list(3, () -> new Pace.Span(instant(), 1 + count(100), random.nextBoolean()));
    }

    private StanceChange stanceChange() {
        return new StanceChange(
                one(Stance.values()), one(Stance.values()), milestone().reaction(), saidAt());
    }

    private List<String> reactionIds() {
        return list(3, () -> milestone().reaction());
    }

    public StanceCounts stanceCounts() {
        Map<Stance, Long> counts = new EnumMap<>(Stance.class);
        for (Stance stance : Stance.values()) {
            if (fill == Fill.FULL || (fill == Fill.MIXED && random.nextBoolean())) {
                counts.put(stance, (long) count(1_000_000));
            }
        }
        return new StanceCounts(counts);
    }

    private List<Report> reports() {
        List<Report> reports = new ArrayList<>(list(3, this::report));
        reports.add(report());
        return reports;
    }

    private Report report() {
        return new Report(
                statementId(),
                text(300),
                1 + count(1000),
                slug(),
                text(200),
                maybe(this::url),
                maybe(() -> any(1000)),
                maybe(this::language),
                one(Statement.Type.values()),
                text(2000),
                span(),
                maybe(this::cue),
                speaker(),
                any(600),
                any(300),
                text(200),
                saidAt(),
                maybe(this::instant));
    }

    private Milestone milestone() {
        return new Milestone(
                slug() + "|" + utteranceId(),
                actorId(),
                text(200),
                rank(),
                one(Stance.values()),
                saidAt(),
                random.nextInt());
    }

    private Actor actor() {
        return new Actor(actorId(), text(200), one(Actor.Kind.values()));
    }

    private Represents represents() {
        return new Represents(one("NATO", "EU", "RURITANIA"), one(Represents.Kind.values()), text(200));
    }

    private Statement.Speaker speaker() {
        return new Statement.Speaker(text(200), maybe(this::span), text(200), one(Statement.ResolvedBy.values()));
    }

    private Statement.Cue cue() {
        return new Statement.Cue(text(1000), maybe(this::span));
    }

    private Span span() {
        int start = count(1_000_000);
        return new Span(start, start + count(20_000));
    }

    private SaidAt saidAt() {
        return new SaidAt(instant(), one(SaidAt.Precision.values()));
    }

    private Instant instant() {
        long second = random.nextLong(YEAR_1900, YEAR_2200);
        return Instant.ofEpochSecond(second, random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
    }

    private String actorId() {
        return one("edda-lorn", "institution:castle", "text:ruritania:edda-lorn", "text:零:" + slug());
    }

    private String statementId() {
        return "s-" + hex(16);
    }

    private String utteranceId() {
        return "u-" + hex(16);
    }

    private String hex(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    private String slug() {
        return fill == Fill.FULL ? "s".repeat(80) : one(WORDS.toArray(String[]::new));
    }

    private String url() {
        return one("https://post.example/", "http://пример.example/?q=%20#x", "HTTPS://post.example/a_(b)");
    }

    private String language() {
        return one("en", "de", "pt-BR", "zh-Hant-TW");
    }

    private int rank() {
        return random.nextInt(101);
    }

    /** Text that is not blank, of at most {@code most} code points. */
    private String text(int most) {
        return "a" + any(most - 1);
    }

    /** Any text of at most {@code most} code points, none too. */
    private String any(int most) {
        int length =
                switch (fill) {
                    case BARE -> 0;
                    case MIXED -> random.nextInt(Math.min(most, 40) + 1);
                    case FULL -> most;
                };
        StringBuilder text = new StringBuilder();
        int drawn = 0;
        while (drawn < length) {
            String piece = one(PIECES.toArray(String[]::new));
            int codePoints = piece.codePointCount(0, piece.length());
            if (drawn + codePoints <= length) {
                text.append(piece);
                drawn += codePoints;
            }
        }
        return text.toString();
    }

    private int count(int most) {
        return switch (fill) {
            case BARE -> 0;
            case MIXED -> random.nextInt(most + 1);
            case FULL -> most;
        };
    }

    private <T> List<T> list(int most, Supplier<T> item) {
        List<T> items = new ArrayList<>();
        for (int i = count(most); i > 0; i--) {
            items.add(item.get());
        }
        return items;
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        boolean there = fill == Fill.FULL || (fill == Fill.MIXED && random.nextBoolean());
        return there ? Optional.of(value.get()) : Optional.empty();
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
