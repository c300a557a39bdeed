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
    /** The official who speaks, if it is one. */
    public Optional<Official> official() {
        return speaker.flatMap(Speaker::official);
    }
}
