package rejoinder.reading;

/**
 * An attribution before its speaker is resolved: content in chars {@code [start,end)}, cue in tokens; the subject may be
 * null inside this package. {@code at} orders the reports of a text.
 */
record Report(QuoteType type, int start, int end, int cueFrom, int cueTo, Subject subject, String rule) {
    Report by(Subject other, String otherRule) {
        return new Report(type, start, end, cueFrom, cueTo, other, otherRule);
    }
}
