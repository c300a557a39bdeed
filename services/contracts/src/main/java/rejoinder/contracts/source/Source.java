package rejoinder.contracts.source;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.Optional;

/**
 * A configured feed that documents come from.
 *
 * @param id slug, the key of {@code sources}
 * @param outlet whom to name as publisher where a document does not say
 * @param settings what the kind needs: {@code path} for a folder
 * @param paused whether following is suspended
 */
public record Source(String id, Kind kind, Optional<String> outlet, Map<String, String> settings, boolean paused) {
    public Source {
        settings = Map.copyOf(settings);
    }

    /** How a source is followed. */
    public enum Kind {
        FOLDER("folder"),
        PUSH("push");

        private final String json;

        Kind(String json) {
            this.json = json;
        }

        /** The value in JSON. */
        @JsonValue
        public String json() {
            return json;
        }
    }
}
