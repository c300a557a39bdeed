package rejoinder.reading;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges the stance of words toward a trigger event by the words that decide it. Thread-safe. */
public final class StanceJudge {
    private static final StanceJudge STANDARD = new StanceJudge();

    private static final Map<StanceKind, Pattern> LEXICON = Map.of(
            StanceKind.NO_COMMENT,
                    words("no comment", "declined? to comment", "not (?:going to )?comment", "won't comment"),
            StanceKind.CONDEMN,
                    words(
                            "appalling",
                            "unhinged",
                            "dangerous",
                            "irresponsible",
                            "reckless",
                            "shameful",
                            "disgusting",
                            "outrageous",
                            "despicable",
                            "unacceptable",
                            "serves? (?:only )?putin\\S*",
                            "condemn\\w*",
                            "un-american",
                            "dictator\\w*",
                            "betray\\w*"),
            StanceKind.CRITICISE,
                    words(
                            "undermin\\w*",
                            "wrong",
                            "mistake",
                            "stupid",
                            "not sensible",
                            "not helpful",
                            "unhelpful",
                            "\u00e0 la carte",
                            "a la carte",
                            "nonsense",
                            "weaken\\w*",
                            "criticis\\w*",
                            "criticiz\\w*",
                            "reject\\w*",
                            "disagree\\w*",
                            "foolish"),
            StanceKind.CONCERN,
                    words(
                            "concern\\w*",
                            "worr\\w*",
                            "wake-?up call",
                            "alarm\\w*",
                            "risk\\w*",
                            "threat\\w*",
                            "fear\\w*"),
            StanceKind.DEFEND,
                    words(
                            "make them pay",
                            "pay their",
                            "what he (?:really )?mean\\w*",
                            "not take\\w* (?:it|him) literally",
                            "campaign rhetoric",
                            "talks? like that"),
            StanceKind.WELCOME, words("welcome[sd]?", "agree[sd]? with", "he(?:'s| is) right", "absolutely right"));

    private static final List<StanceKind> ORDER = List.of(
            StanceKind.NO_COMMENT,
            StanceKind.CONDEMN,
            StanceKind.CRITICISE,
            StanceKind.DEFEND,
            StanceKind.WELCOME,
            StanceKind.CONCERN);

    private static final Pattern NEGATION_BEFORE =
            Pattern.compile("(?:\\bnot|\\bno|\\bnever|n't|n\u2019t)(?:\\s+\\w+){0,2}\\s*$");

    private StanceJudge() {}

    /** The judge. */
    public static StanceJudge standard() {
        return STANDARD;
    }

    /** Judges words by the quotation first, then the cue. */
    public Judgement judge(TriggerText trigger, StatedWords words) {
        Optional<Judgement> byQuote = by(words.quote(), EvidenceSpan.Where.QUOTE, "words-of-quote");
        if (byQuote.isPresent()) {
            return byQuote.get();
        }
        return words.cue()
                .flatMap(cue -> by(cue, EvidenceSpan.Where.CUE, "words-of-cue"))
                .orElseGet(() -> new Judgement(StanceKind.UNCLEAR, List.of(), "no-deciding-words"));
    }

    private static Optional<Judgement> by(String text, EvidenceSpan.Where where, String rule) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (StanceKind stance : ORDER) {
            Matcher matcher = LEXICON.get(stance).matcher(lower);
            while (matcher.find()) {
                if (stance != StanceKind.NO_COMMENT
                        && NEGATION_BEFORE
                                .matcher(lower.substring(0, matcher.start()))
                                .find()) {
                    continue;
                }
                CodePoints points = new CodePoints(text);
                return Optional.of(new Judgement(
                        stance,
                        List.of(new EvidenceSpan(
                                text.substring(matcher.start(), matcher.end()),
                                where,
                                points.span(matcher.start(), matcher.end()))),
                        rule));
            }
        }
        return Optional.empty();
    }

    private static Pattern words(String... alternatives) {
        return Pattern.compile("(?<!\\w)(?:" + String.join("|", alternatives) + ")(?!\\w)");
    }
}
