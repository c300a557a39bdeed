package rejoinder.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import rejoinder.contracts.json.RecurringText;

/**
 * The country or organisation an actor speaks for at a statement's date; not the actor's nationality.
 *
 * @param code ISO 3166-1 alpha-2 for a country, else the organisation's code (NATO, EU, UN, ...)
 * @param name in English
 */
public record Represents(
        @JsonDeserialize(using = RecurringText.class) String code,
        Kind kind,
        @JsonDeserialize(using = RecurringText.class) String name) {
    /** Whether the code names a country or an organisation. */
    public enum Kind {
        COUNTRY("country"),
        ORGANISATION("organisation");

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
