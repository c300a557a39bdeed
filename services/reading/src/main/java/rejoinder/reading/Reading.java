package rejoinder.reading;

import java.util.List;
import java.util.Optional;

/** What was found in a document, in the order of the text. */
public record Reading(Optional<String> language, List<Attribution> attributions) {
    public Reading {
        attributions = List.copyOf(attributions);
    }
}
