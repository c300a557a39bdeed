package rejoinder.app.read;

import java.util.Locale;
import rejoinder.reading.Attribution;
import rejoinder.reading.Cue;
import rejoinder.reading.SourceText;
import rejoinder.reading.StatedWords;

/** How the reader's terms are written. */
final class Words {
    private Words() {}

    /** A term as the topics and the API spell it: {@code no-comment}. */
    static String of(Enum<?> term) {
        return term.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An attribution as the words whose stance is judged. */
    static StatedWords stated(Attribution attribution, SourceText source) {
        return new StatedWords(
                attribution.quote(), attribution.cue().map(Cue::text), attribution.context(), source.language());
    }
}
