package rejoinder.app.read;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import rejoinder.reading.Attribution;
import rejoinder.reading.Cue;
import rejoinder.reading.EvidenceSpan;
import rejoinder.reading.Judgement;
import rejoinder.reading.Official;
import rejoinder.reading.Reading;
import rejoinder.reading.SourceText;
import rejoinder.reading.Speaker;
import rejoinder.reading.StanceJudge;
import rejoinder.reading.TextSpan;
import rejoinder.reading.TriggerText;

/** Prints readings for people: the words in their sentence, who speaks and for whom, and the rule behind each. */
final class Findings {
    private static final int AROUND = 80;

    private final PrintWriter out;
    private final boolean all;
    private final boolean styled;
    private final StanceJudge judge = StanceJudge.standard();

    /**
     * @param all whether to print what nobody known or no official says
     * @param styled whether the terminal shows bold
     */
    Findings(PrintWriter out, boolean all, boolean styled) {
        this.out = out;
        this.all = all;
        this.styled = styled;
    }

    void print(String name, SourceText source, Reading reading, Optional<TriggerText> trigger) {
        List<Attribution> shown = reading.attributions().stream()
                .filter(attribution -> all || (attribution.official().isPresent() && attribution.isSpeech()))
                .toList();
        int hidden = reading.attributions().size() - shown.size();
        out.println(bold(name) + ": " + (shown.size() == 1 ? "1 statement" : shown.size() + " statements")
                + (all ? "" : " by officials" + (hidden == 0 ? "" : ", " + hidden + " by others (--all shows them)")));
        int number = 1;
        for (Attribution attribution : shown) {
            out.println();
            print(number++, attribution, source, trigger);
        }
        out.println();
    }

    private void print(int number, Attribution attribution, SourceText source, Optional<TriggerText> trigger) {
        out.printf("%3d  %s%n", number, marked(source.text(), attribution));
        line(
                "speaker",
                attribution.speaker().map(Findings::speaker).orElse("nobody found"),
                attribution.speaker().map(Speaker::rule));
        attribution.official().ifPresent(official -> line("official", official(official), Optional.empty()));
        attribution
                .speaker()
                .map(Speaker::candidates)
                .orElse(List.of())
                .forEach(candidate -> line("perhaps", official(candidate), Optional.empty()));
        line(
                "words",
                Words.of(attribution.type())
                        + attribution
                                .cue()
                                .map(cue -> ", cue \"" + cue.text() + "\"")
                                .orElse(""),
                Optional.of(attribution.rule()));
        line(
                "said",
                attribution.saidAt().at() + " (" + Words.of(attribution.saidAt().precision()) + ")",
                Optional.empty());
        trigger.ifPresent(event -> {
            Judgement judgement = judge.judge(event, Words.stated(attribution, source));
            line("stance", Words.of(judgement.stance()) + because(judgement), Optional.of(judgement.rule()));
        });
    }

    private void line(String what, String value, Optional<String> rule) {
        out.printf(
                "       %-9s %s%s%n",
                what, value, rule.map(name -> "   [" + name + "]").orElse(""));
    }

    private static String speaker(Speaker speaker) {
        return speaker.name()
                + speaker.span().map(span -> " (at " + span.start() + ")").orElse("");
    }

    private static String official(Official official) {
        return official.name() + official.role().map(role -> ", " + role).orElse("") + ", for "
                + official.represents().name() + " (" + official.represents().code() + "), known from "
                + Words.of(official.resolvedBy());
    }

    private static String because(Judgement judgement) {
        return judgement.evidence().isEmpty()
                ? ""
                : judgement.evidence().stream()
                        .map(Findings::evidence)
                        .collect(Collectors.joining(", ", " because of ", ""));
    }

    private static String evidence(EvidenceSpan words) {
        return "\"" + words.text() + "\""
                + (words.where() == EvidenceSpan.Where.QUOTE ? "" : " in the " + Words.of(words.where()));
    }

    /** The words in what stands around them, marked, and the cue underlined by square brackets. */
    private String marked(String text, Attribution attribution) {
        TextSpan span = attribution.span();
        int length = text.codePointCount(0, text.length());
        int from = Math.max(0, span.start() - AROUND);
        int to = Math.min(length, span.end() + AROUND);
        String before = part(text, from, span.start());
        String after = part(text, span.end(), to);
        return (from > 0 ? "..." : "")
                + cue(before, from, attribution.cue())
                + (styled
                        ? bold(part(text, span.start(), span.end()))
                        : ">>" + part(text, span.start(), span.end()) + "<<")
                + cue(after, span.end(), attribution.cue())
                + (to < length ? "..." : "");
    }

    private static String cue(String part, int offset, Optional<Cue> cue) {
        TextSpan span = cue.map(Cue::span).orElse(new TextSpan(0, 0));
        int start = span.start() - offset;
        int end = span.end() - offset;
        return start < 0 || end <= start || end > part.codePointCount(0, part.length())
                ? part
                : part(part, 0, start) + "[" + part(part, start, end) + "]"
                        + part(part, end, part.codePointCount(0, part.length()));
    }

    /** Code points of a text, on one line. */
    private static String part(String text, int from, int to) {
        int start = text.offsetByCodePoints(0, from);
        return text.substring(start, text.offsetByCodePoints(start, to - from))
                .replace('\n', ' ')
                .replace('\r', ' ');
    }

    private String bold(String text) {
        return styled ? "\u001B[1m" + text + "\u001B[0m" : text;
    }
}
