package rejoinder.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The turns of a transcript: paragraphs that begin with a name in capitals and a colon ("MR. VASK: ..."), each going on
 * until the next name or question where most of the text is such turns. Two of them make a transcript.
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
            if (colonOf(p, true) >= 0) {
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
        for (int p = labels.get(0); p + 1 < tokens.paragraphStart.length; p++) {
            int from = tokens.paragraphStart[p];
            int to = tokens.paragraphStart[p + 1];
            if (from >= to) {
                continue;
            }
            int colon = colonOf(p, true);
            if (colon >= 0) {
                Mention mention = names.of(colon - 1);
                speaker = new Subject(Subject.Kind.PERSON, mention.from(), mention.to(), mention);
                from = colon + 1;
            } else if (!mostly
                    || colonOf(p, false) >= 0
                    || QUESTION.contains(tokens.lower[from])
                    || tokens.isMark(from, '(')
                    || tokens.isMark(from, '[')) {
                speaker = null;
            }
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
