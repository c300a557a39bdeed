package rejoinder.reading;

import java.util.Optional;

/** A span of a document that reports somebody's words. */
public record Attribution(
        QuoteType type,
        TextSpan span,
        String quote,
        Optional<Cue> cue,
        Optional<Speaker> speaker,
        String context,
        SaidAt saidAt,
        String rule) {
    /** Rule of what somebody is said to think, want or show: an attribution, but not of words. */
    static final String THOUGHT = "thinker-verb-phrase";

    /** Rule of a quotation with the words around it, where the quotation alone is the statement. */
    static final String AROUND = "words-around-quote";

    /** Whether words are reported, rather than a thought, a wish or a finding. */
    public boolean isSpeech() {
        return !rule.equals(THOUGHT) && !rule.equals(AROUND);
    }

    /** The official who speaks, if it is one. */
    public Optional<Official> official() {
        return speaker.flatMap(Speaker::official);
    }
}
