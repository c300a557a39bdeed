package rejoinder.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The country or organisation an actor speaks for at a statement's date; not the actor's nationality.
 *
 * @param code ISO 3166-1 alpha-2 for a country, else the organisation's code (NATO, EU, UN, ...)
 * @param name in English
 */
public record Represents(String code, Kind kind, String name) {
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
