package rejoinder.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import rejoinder.contracts.json.RecurringText;

/**
 * A person or institution that can be a speaker.
 *
 * @param id stable slug; the same person has the same id in every document
 * @param name as the registry writes it, or as the text introduced the actor
 */
public record Actor(
        @JsonDeserialize(using = RecurringText.class) String id,
        @JsonDeserialize(using = RecurringText.class) String name,
        Kind kind) {
    /** Whether a person or an institution spoke. */
    public enum Kind {
        PERSON("person"),
        INSTITUTION("institution");

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
