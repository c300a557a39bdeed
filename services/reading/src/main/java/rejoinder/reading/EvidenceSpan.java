package rejoinder.reading;

/** Words that decided a stance, and where they stand. */
public record EvidenceSpan(String text, Where where, TextSpan span) {
    /** Which of the given texts. */
    public enum Where {
        QUOTE,
        CONTEXT,
        CUE
    }
}
