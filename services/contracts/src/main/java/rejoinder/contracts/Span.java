package rejoinder.contracts;

/**
 * A part of a text, counted in Unicode code points.
 *
 * @param start first code point, from 0
 * @param end one after the last code point; at least {@code start}
 */
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("a span needs 0 <= start <= end, not " + start + " and " + end);
        }
    }
}
