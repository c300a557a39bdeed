package rejoinder.reading;

import java.util.List;
import java.util.Optional;

/**
 * Who speaks: the longest honest name in the document.
 *
 * @param official whom the name means; empty when it means nobody known, or more than one
 * @param candidates the officials it can mean, when that is more than one
 * @param rule how the name was found, and how it was resolved
 */
public record Speaker(
        String name, Optional<TextSpan> span, Optional<Official> official, List<Official> candidates, String rule) {
    public Speaker {
        candidates = List.copyOf(candidates);
    }
}
