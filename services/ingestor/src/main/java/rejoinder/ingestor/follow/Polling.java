package rejoinder.ingestor.follow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.source.Cursor;

/**
 * Polls a source: one poll at a time, the next when everything the last one found has been taken; ever more seldom while
 * it fails, with some chance in it so that sources which failed together are not asked together, and never given up.
 */
public final class Polling implements Follower {
    private static final Logger LOG = LoggerFactory.getLogger(Polling.class);
    private static final Duration LONGEST_BACKOFF = Duration.ofHours(6);
    private static final int MOST_DOUBLINGS = 12;
    private static final double CHANCE = 0.2;

    private final String source;
    private final Poll poll;
    private final Pace pace;
    private final Clock clock;
    private final Executor executor;
    private final RandomGenerator chance;
    private final Attempts attempts = new Attempts();
    private final ConcurrentLinkedQueue<Found> found = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger news = new AtomicInteger();
    private volatile State state;
    private volatile boolean closed;

    /** What the next poll depends on. */
    private record State(boolean underWay, Instant due, Duration interval, Map<String, String> position) {}

    /**
     * @param firstAt when to ask for the first time: many sources are not asked all at once
     * @param known tells the position to begin with
     * @param executor runs what a poll does between its requests
     */
    public Polling(
            String source,
            Poll poll,
            Pace pace,
            Instant firstAt,
            KnownItems known,
            Clock clock,
            Executor executor,
            RandomGenerator chance) {
        this.source = source;
        this.poll = poll;
        this.pace = pace;
        this.clock = clock;
        this.executor = executor;
        this.chance = chance;
        Map<String, String> position =
                known.of(Cursor.POSITION).flatMap(Cursor::position).orElse(Map.of());
        this.state = new State(false, firstAt, pace.first(), position);
    }

    @Override
    public void look(Instant now) {
        State before = state;
        if (before.underWay() || now.isBefore(before.due()) || waiting.get() > 0 || closed) {
            return;
        }
        state = new State(true, before.due(), before.interval(), before.position());
        news.set(0);
        var unused = CompletableFuture.completedFuture(before.position())
                .thenComposeAsync(position -> poll.ask(position, this::add), executor)
                .handleAsync(
                        (outcome, failure) -> {
                            end(before, now, failure == null ? outcome : broken(failure));
                            return closed;
                        },
                        executor);
    }

    @Override
    public Optional<Found> next() {
        Optional<Found> next = Optional.ofNullable(found.poll());
        next.ifPresent(taken -> waiting.decrementAndGet());
        return next;
    }

    @Override
    public int waiting() {
        return waiting.get();
    }

    @Override
    public Attempts attempts() {
        return attempts;
    }

    @Override
    public void hurry() {
        State now = state;
        if (!now.underWay()) {
            state = new State(false, Instant.EPOCH, now.interval(), now.position());
        }
    }

    @Override
    public boolean busy() {
        return state.underWay();
    }

    @Override
    public void close() {
        closed = true;
        found.clear();
        waiting.set(0);
    }

    private void add(Found one) {
        if (!closed) {
            news.incrementAndGet();
            waiting.incrementAndGet();
            found.add(one);
        }
    }

    private void end(State before, Instant begun, Poll.Outcome outcome) {
        Instant now = clock.instant();
        if (outcome instanceof Poll.Answered answered) {
            boolean moved = news.get() > 0;
            Duration interval = pace.next(before.interval(), moved, answered.word());
            attempts.succeeded(now);
            if (!answered.position().equals(before.position())) {
                add(new Found.Position(answered.position()));
            }
            // From when it began, so that what a poll takes does not make the next one late.
            schedule(answered.more() ? now : begun.plus(interval), interval, answered.position());
        } else if (outcome instanceof Poll.NotAnswered not) {
            attempts.failed(now, not.message());
            int inARow = attempts.now().inARow();
            if (inARow == 1 || attempts.now().failing()) {
                LOG.info("source {}: {} ({} in a row)", source, not.message(), inARow);
            }
            Instant backoff = now.plus(backoff(before.interval(), inARow));
            schedule(
                    not.retryAt().filter(at -> at.isAfter(backoff)).orElse(backoff),
                    before.interval(),
                    before.position());
        }
    }

    private void schedule(Instant due, Duration interval, Map<String, String> position) {
        attempts.next(due);
        state = new State(false, due, interval, position);
    }

    private Duration backoff(Duration interval, int inARow) {
        long doubled = interval.toMillis() << Math.min(inARow - 1, MOST_DOUBLINGS);
        long bounded = Math.min(doubled, LONGEST_BACKOFF.toMillis());
        return Duration.ofMillis((long) (bounded * (1 + CHANCE * (2 * chance.nextDouble() - 1))));
    }

    private Poll.Outcome broken(Throwable failure) {
        LOG.warn("source {}: polling failed", source, failure);
        return new Poll.NotAnswered("polling failed: " + failure, Optional.empty());
    }
}
