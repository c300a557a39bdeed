package rejoinder.reading;

import java.util.Optional;

/** Words whose stance is judged. */
public record StatedWords(String quote, Optional<String> cue, String context, Optional<String> language) {}
