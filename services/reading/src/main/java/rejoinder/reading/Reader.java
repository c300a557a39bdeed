package rejoinder.reading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns documents into attributions. Thread-safe. */
public final class Reader {
    private static final int LONGEST_CONTEXT = 600;
    private static final int REACH = 220;
    private static final Pattern CUES = Pattern.compile(
            "\\b(?:said|says|say|told|tells|added|adds|wrote|writes|argued|argues|warned|warns|stressed|stresses|called|"
                    + "calls|stated|tweeted|posted|declared|insisted|insists|noted|underlined|commented|responded|replied|"
                    + "explained|emphasi[sz]ed|criticis(?:ed|es)|criticiz(?:ed|es)|condemned|dismissed|described|sagte|"
                    + "erkl\u00e4rte|betonte|schrieb|powiedzia\u0142a?|napisa\u0142a?|stwierdzi\u0142a?|dijo|afirm\u00f3|"
                    + "asegur\u00f3|according to)\\b");

    private final Registry registry;
    private final Pattern names;

    private Reader(Registry registry) {
        this.registry = registry;
        this.names = Pattern.compile("(?<![\\p{L}\\p{N}])(?:"
                + String.join(
                        "|",
                        registry.names().stream()
                                .sorted(Comparator.comparingInt(String::length).reversed())
                                .map(Pattern::quote)
                                .toList())
                + ")(?![\\p{L}\\p{N}])");
    }

    /** A reader with the bundled registry. */
    public static Reader standard() {
        return with(Registry.bundled());
    }

    /** A reader with a registry of one's own. */
    public static Reader with(Registry registry) {
        return new Reader(registry);
    }

    private record Mention(String name, int start, int end) {}

    /** Finds the attributions of a document; never throws for any text. */
    public Reading read(SourceText source) {
        String text = source.text();
        CodePoints points = new CodePoints(text);
        List<Mention> mentions = mentions(text);
        SaidAt saidAt = saidAt(source);
        List<Attribution> found = new ArrayList<>();
        Optional<Mention> last = Optional.empty();
        int lastEnd = -1;
        for (Quotes.Quoted quoted : Quotes.in(text)) {
            Optional<Mention> speaker = near(text, mentions, quoted);
            String rule = "name-at-cue";
            if (speaker.isEmpty() && last.isPresent() && sameParagraph(text, lastEnd, quoted.start())) {
                speaker = last;
                rule = "same-paragraph";
            }
            if (speaker.isPresent()) {
                last = speaker;
                lastEnd = quoted.outerEnd();
            }
            String quote = text.substring(quoted.start(), quoted.end());
            String ruleOfSpeaker = rule;
            Optional<Speaker> resolved = speaker.map(mention -> new Speaker(
                    mention.name(),
                    Optional.of(points.span(mention.start(), mention.end())),
                    registry.named(mention.name(), saidAt.at()),
                    ruleOfSpeaker));
            found.add(new Attribution(
                    quote.split("\\s+").length >= 5 ? QuoteType.DIRECT : QuoteType.MIXED,
                    points.span(quoted.start(), quoted.end()),
                    quote,
                    cue(text, quoted, points),
                    resolved,
                    context(text, quoted),
                    saidAt,
                    "quotation-marks"));
        }
        return new Reading(source.language(), found);
    }

    /** Resolves the speaker of a row. */
    public Stated resolve(StructuredStatement row) {
        SaidAt saidAt = row.saidAt()
                .map(at -> new SaidAt(at, row.saidAtIsDay() ? SaidAt.Precision.DAY : SaidAt.Precision.INSTANT))
                .orElseGet(() -> new SaidAt(row.publishedAt().orElse(row.observedAt()), SaidAt.Precision.PUBLICATION));
        Optional<Official> official = registry.named(row.speaker(), saidAt.at());
        int length = row.quote().codePointCount(0, row.quote().length());
        Attribution attribution = new Attribution(
                QuoteType.DIRECT,
                new TextSpan(0, length),
                row.quote(),
                Optional.empty(),
                Optional.of(new Speaker(row.speaker(), Optional.empty(), official, "structured")),
                "",
                saidAt,
                "structured");
        return new Stated(
                attribution,
                official,
                official.isPresent()
                        ? Optional.empty()
                        : Optional.of("nobody in the registry is called " + row.speaker()));
    }

    private List<Mention> mentions(String text) {
        List<Mention> found = new ArrayList<>();
        Matcher matcher = names.matcher(text);
        while (matcher.find()) {
            found.add(new Mention(matcher.group(), matcher.start(), matcher.end()));
        }
        return found;
    }

    private static Optional<Mention> near(String text, List<Mention> mentions, Quotes.Quoted quoted) {
        int sentenceEnd = sentenceEnd(text, quoted.outerEnd());
        int sentenceStart = sentenceStart(text, quoted.outerStart());
        Optional<Mention> after = mentions.stream()
                .filter(mention -> mention.start() >= quoted.outerEnd() && mention.end() <= sentenceEnd)
                .findFirst();
        Optional<Mention> before = mentions.stream()
                .filter(mention -> mention.end() <= quoted.outerStart() && mention.start() >= sentenceStart)
                .reduce((first, second) -> second);
        boolean cueAfter = hasCue(text, quoted.outerEnd(), sentenceEnd);
        boolean cueBefore = hasCue(text, sentenceStart, quoted.outerStart());
        if (cueAfter && after.isPresent()) {
            return after;
        }
        return cueBefore ? before : after.filter(mention -> cueAfter);
    }

    private static Optional<Cue> cue(String text, Quotes.Quoted quoted, CodePoints points) {
        int end = sentenceEnd(text, quoted.outerEnd());
        Matcher after = CUES.matcher(text).region(quoted.outerEnd(), end);
        if (after.find()) {
            return Optional.of(new Cue(after.group(), points.span(after.start(), after.end())));
        }
        Matcher before = CUES.matcher(text).region(sentenceStart(text, quoted.outerStart()), quoted.outerStart());
        return before.find()
                ? Optional.of(new Cue(before.group(), points.span(before.start(), before.end())))
                : Optional.empty();
    }

    private static boolean hasCue(String text, int start, int end) {
        return start < end && CUES.matcher(text).region(start, end).find();
    }

    private static int sentenceEnd(String text, int from) {
        int end = from;
        while (end < text.length() && end - from < REACH && text.charAt(end) != '\n') {
            if (".!?".indexOf(text.charAt(end)) >= 0
                    && end > from + 2
                    && (end + 1 == text.length() || Character.isWhitespace(text.charAt(end + 1)))) {
                return end + 1;
            }
            end++;
        }
        return end;
    }

    private static int sentenceStart(String text, int before) {
        int start = before;
        while (start > 0 && before - start < REACH && text.charAt(start - 1) != '\n') {
            if (start < before - 1
                    && Character.isWhitespace(text.charAt(start))
                    && ".!?".indexOf(text.charAt(start - 1)) >= 0) {
                return start;
            }
            start--;
        }
        return start;
    }

    private static boolean sameParagraph(String text, int from, int to) {
        return from >= 0 && from <= to && text.substring(from, to).indexOf('\n') < 0;
    }

    private static String context(String text, Quotes.Quoted quoted) {
        String whole = text.substring(
                        sentenceStart(text, quoted.outerStart()),
                        Math.max(sentenceEnd(text, quoted.outerEnd()), quoted.outerEnd()))
                .strip();
        int points = whole.codePointCount(0, whole.length());
        return points <= LONGEST_CONTEXT ? whole : whole.substring(0, whole.offsetByCodePoints(0, LONGEST_CONTEXT));
    }

    private static SaidAt saidAt(SourceText source) {
        Instant at = source.publishedAt()
                .filter(published -> !published.isAfter(source.observedAt()))
                .orElse(source.observedAt());
        return new SaidAt(at, SaidAt.Precision.PUBLICATION);
    }

    /** Lower-case letters, digits and hyphens. */
    static String slug(String name) {
        return Registry.fold(name).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
