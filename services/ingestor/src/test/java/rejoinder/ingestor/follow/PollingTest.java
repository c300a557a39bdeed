package rejoinder.ingestor.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** One poll at a time, ever more seldom while it fails, never given up. */
class PollingTest {
    private static final Instant NOON = Instant.parse("2021-03-01T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final List<Map<String, String>> asked = new ArrayList<>();
    private final AtomicReference<CompletableFuture<Poll.Outcome>> answer =
            new AtomicReference<>(new CompletableFuture<>());
    private final Polling polling = new Polling(
            "post",
            (position, out) -> {
                asked.add(position);
                out.accept(new Found.Gone("item " + asked.size()));
                return answer.get();
            },
            Pace.of(Optional.of(Duration.ofMinutes(5))),
            Instant.EPOCH,
            KnownItems.nothing(),
            new Clock() {
                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now.get();
                }
            },
            Runnable::run,
            RandomGenerator.of("L64X128MixRandom"));

    private void lookAfter(Duration time) {
        now.set(now.get().plus(time));
        polling.look(now.get());
    }

    private void drain() {
        while (polling.next().isPresent()) {
            assertThat(polling.waiting()).isNotNegative();
        }
    }

    private static Poll.Outcome answered(String etag) {
        return new Poll.Answered(Map.of("etag", etag), Optional.empty(), false);
    }

    @Test
    void aPollBeginsOnlyWhenTheLastHasEndedAndWhatItFoundWasTaken() {
        polling.look(NOON);
        lookAfter(Duration.ofHours(1));
        assertThat(asked).hasSize(1);

        answer.get().complete(answered("1"));
        lookAfter(Duration.ofHours(1));
        assertThat(asked).hasSize(1);

        drain();
        lookAfter(Duration.ofHours(1));
        assertThat(asked).containsExactly(Map.of(), Map.of("etag", "1"));
    }

    @Test
    void thePositionComesAfterWhatWasFound() {
        answer.get().complete(answered("1"));
        polling.look(NOON);

        assertThat(polling.next()).contains(new Found.Gone("item 1"));
        assertThat(polling.next()).contains(new Found.Position(Map.of("etag", "1")));
        assertThat(polling.next()).isEmpty();
    }

    @Test
    void whileItFailsItIsAskedEverMoreSeldomAndNeverGivenUp() {
        answer.get().complete(new Poll.NotAnswered("post.example answers 500", Optional.empty()));
        polling.look(NOON);
        List<Duration> pauses = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            drain();
            Instant next = polling.attempts().now().next().orElseThrow();
            pauses.add(Duration.between(now.get(), next));
            lookAfter(Duration.between(now.get(), next));
        }

        assertThat(pauses.get(0)).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
        assertThat(pauses.get(3)).isBetween(Duration.ofMinutes(32), Duration.ofMinutes(48));
        assertThat(pauses.get(19)).isBetween(Duration.ofMinutes(288), Duration.ofMinutes(432));
        assertThat(asked).hasSize(21);
        Attempts.Now attempts = polling.attempts().now();
        assertThat(attempts.failing()).isTrue();
        assertThat(attempts.lastError().orElseThrow().message()).isEqualTo("post.example answers 500");
    }

    @Test
    void aSourceThatSaysWhenToComeBackIsLeftAloneUntilThen() {
        Instant evening = NOON.plus(Duration.ofHours(8));
        answer.get().complete(new Poll.NotAnswered("too many requests", Optional.of(evening)));
        polling.look(NOON);

        assertThat(polling.attempts().now().next()).contains(evening);
    }

    @Test
    void aPollThatBreaksIsAFailureLikeAnyOther() {
        answer.get().completeExceptionally(new IllegalStateException("a bug"));
        polling.look(NOON);

        assertThat(polling.attempts().now().lastError().orElseThrow().message()).contains("a bug");
        assertThat(polling.busy()).isFalse();
    }

    @Test
    void aSourceThatIsToHurryIsAskedAtOnce() {
        answer.get().complete(answered("1"));
        polling.look(NOON);
        drain();
        polling.hurry();
        lookAfter(Duration.ofSeconds(1));

        assertThat(asked).hasSize(2);
    }
}
