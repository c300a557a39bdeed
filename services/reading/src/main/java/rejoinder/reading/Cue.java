package rejoinder.reading;

/** The reporting verb or phrase, and where it stands. */
public record Cue(String text, TextSpan span) {}
