package rejoinder.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** Stance toward a trigger event, never general tone; in the order of the scale, {@link #UNCLEAR} last. */
public enum Stance {
    CONDEMN("condemn"),
    CRITICISE("criticise"),
    CONCERN("concern"),
    NEUTRAL("neutral"),
    NO_COMMENT("no-comment"),
    DEFEND("defend"),
    WELCOME("welcome"),
    UNCLEAR("unclear");

    private final String json;

    Stance(String json) {
        this.json = json;
    }

    /** The value in JSON. */
    @JsonValue
    public String json() {
        return json;
    }

    /** The stance written {@code json}, if there is one. */
    public static Optional<Stance> parse(String json) {
        return Arrays.stream(values())
                .filter(stance -> stance.json.equals(json))
                .findFirst();
    }
}
