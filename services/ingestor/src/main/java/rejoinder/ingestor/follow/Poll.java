package rejoinder.ingestor.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Asks a source once. */
@FunctionalInterface
public interface Poll {
    /**
     * Asks, and hands over what is new.
     *
     * @param position where the last poll left off, as it said itself; empty at first
     */
    CompletableFuture<Outcome> ask(Map<String, String> position, Consumer<Found> out);

    /** What came of it. */
    sealed interface Outcome {}

    /**
     * The source answered.
     *
     * @param position where the next poll begins
     * @param word how long the source says that its answer is good for
     * @param more whether there is more to get at once
     */
    record Answered(Map<String, String> position, Optional<Duration> word, boolean more) implements Outcome {
        public Answered {
            position = Map.copyOf(position);
        }
    }

    /**
     * It did not.
     *
     * @param message for a person
     * @param retryAt when the source wants to be asked again
     */
    record NotAnswered(String message, Optional<Instant> retryAt) implements Outcome {}
}
