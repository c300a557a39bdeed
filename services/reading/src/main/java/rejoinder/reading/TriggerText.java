package rejoinder.reading;

import java.util.Optional;

/** What is reacted to. */
public record TriggerText(String actor, Optional<String> quote, Optional<String> act) {}
