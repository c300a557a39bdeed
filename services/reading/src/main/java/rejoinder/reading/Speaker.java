package rejoinder.reading;

import java.util.Optional;

/** Who speaks: the longest honest name in the document. */
public record Speaker(String name, Optional<TextSpan> span, Optional<Official> official, String rule) {}
