package rejoinder.reading;

import java.util.Optional;

/** A row, read; {@code problem} says why nobody was resolved. */
public record Stated(Attribution attribution, Optional<Official> official, Optional<String> problem) {}
