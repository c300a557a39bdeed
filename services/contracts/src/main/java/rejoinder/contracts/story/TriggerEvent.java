package rejoinder.contracts.story;

import java.time.Instant;
import java.util.Optional;

/**
 * What is reacted to: somebody's words, or an act.
 *
 * @param actor name of who spoke or acted
 * @param quote the words, where it was an utterance
 * @param act what was done, where it was an act
 */
public record TriggerEvent(
        String actor, Optional<String> quote, Optional<String> act, Instant at, Optional<String> url) {}
