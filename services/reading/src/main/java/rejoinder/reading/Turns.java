package rejoinder.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The turns of a transcript: paragraphs that begin with a name in capitals and a colon ("MR. VASK: ..."), or
 * with "A:" after a question, each going on until the next name or question where most of the text is such turns. Two
 * of them make a transcript.
 */
final class Turns {
    private static final int FEWEST = 2;
    private static final int MOSTLY = 3;
    private static final int LONGEST_LABEL = 8;
    private static final Set<String> QUESTION = Set.of("q", "question", "reporter", "moderator");

    private final Tokens tokens;
    private final Names.Found names;
    private final Cast cast;
    private final boolean[] held;

    Turns(Tokens tokens, Names.Found names, Cast cast) {
        this.tokens = tokens;
        this.names = names;
        this.cast = cast;
        this.held = new boolean[tokens.paragraphStart.length];
    }

    /** Whether a token stands in a paragraph that is part of a turn. */
    boolean holds(int token) {
        return token < tokens.count && held[tokens.paragraph[token]];
    }

    /** One report a paragraph of each turn; empty when the text is no transcript. */
    List<Report> run() {
        List<Integer> labels = new ArrayList<>();
        for (int p = 0; p + 1 < tokens.paragraphStart.length; p++) {
            if (colonOf(p, true) >= 0 || answerOf(p) >= 0) {
                labels.add(p);
            }
        }
        List<Report> turns = new ArrayList<>();
        if (labels.size() < FEWEST) {
            return turns;
        }
        int paragraphs = tokens.paragraphStart.length - 1 - labels.get(0);
        boolean mostly = labels.size() * MOSTLY >= paragraphs;
        Subject speaker = null;
        Subject answering = firstPerson(tokens.paragraphStart[labels.get(0)]);
        for (int p = labels.get(0); p + 1 < tokens.paragraphStart.length; p++) {
            int from = tokens.paragraphStart[p];
            int to = tokens.paragraphStart[p + 1];
            if (from >= to) {
                continue;
            }
            int colon = Math.max(colonOf(p, true), answerOf(p));
            if (colonOf(p, true) >= 0) {
                speaker = person(names.of(colon - 1));
                answering = speaker;
            } else if (answerOf(p) >= 0) {
                speaker = answering;
            } else if (!mostly
                    || colonOf(p, false) >= 0
                    || QUESTION.contains(tokens.lower[from])
                    || tokens.isMark(from, '(')
                    || tokens.isMark(from, '[')) {
                speaker = null;
            }
            from = colon >= 0 ? colon + 1 : from;
            if (speaker != null && from < to) {
                held[p] = true;
                int cue = Math.max(colon, Tokens.NONE);
                turns.add(new Report(
                        QuoteType.DIRECT,
                        tokens.start[from],
                        tokens.end[to - 1],
                        cue,
                        cue < 0 ? Tokens.NONE : cue + 1,
                        speaker,
                        "transcript-turn"));
            }
        }
        return turns;
    }

    private static Subject person(Mention mention) {
        return new Subject(Subject.Kind.PERSON, mention.from(), mention.to(), mention);
    }

    /** Whom an interview is with: the first person named before it. */
    private Subject firstPerson(int before) {
        return names.mentions().stream()
                .filter(mention -> mention.from() < before && cast.of(mention) != null)
                .findFirst()
                .map(Turns::person)
                .orElse(null);
    }

    /** The mark of "A: ..." or "A. ...", or -1. */
    private int answerOf(int paragraph) {
        int from = tokens.paragraphStart[paragraph];
        boolean answer = from + 1 < tokens.paragraphStart[paragraph + 1]
                && tokens.is(from, "a")
                && (tokens.isMark(from + 1, ':') || tokens.isMark(from + 1, '.'));
        return answer ? from + 1 : -1;
    }

    /** The colon after the name that opens a paragraph, or -1. */
    private int colonOf(int paragraph, boolean inCapitals) {
        int from = tokens.paragraphStart[paragraph];
        int to = Math.min(tokens.paragraphStart[paragraph + 1], from + LONGEST_LABEL);
        int i = from;
        while (i < to && tokens.isWord(i)) {
            i++;
        }
        if (i == from || i >= to || !tokens.isMark(i, ':')) {
            return -1;
        }
        Mention mention = names.of(i - 1);
        boolean label = mention != null
                && mention.to() == i
                && cast.of(mention) != null
                && (!inCapitals || tokens.allCapitals(i - 1));
        return label ? i : -1;
    }
}
