package rejoinder.contracts.reaction;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import rejoinder.contracts.Span;

/**
 * Words that decided a stance.
 *
 * @param statement id of the report they stand in
 * @param span within that part of the report
 */
public record Evidence(String statement, Part part, String words, Optional<Span> span) {
    /** Which part of the report the words stand in. */
    public enum Part {
        TEXT("text"),
        CONTEXT("context"),
        CUE("cue");

        private final String json;

        Part(String json) {
            this.json = json;
        }

        /** The value in JSON. */
        @JsonValue
        public String json() {
            return json;
        }
    }
}
