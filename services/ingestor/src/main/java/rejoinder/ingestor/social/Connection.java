package rejoinder.ingestor.social;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import rejoinder.ingestor.follow.Found;

/**
 * What one open connection brings, taken no faster than it is read: the server is asked for more only while little waits.
 * A connection that has been silent for long counts as lost.
 */
final class Connection<T> implements Subscriber<T> {
    private static final int MOST_WAITING = 500;
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

    private final Clock clock;
    private final Reading<T> reading;
    private final ConcurrentLinkedQueue<Found> found = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Optional<Subscription> subscription = Optional.empty();
    private volatile Optional<String> ended = Optional.empty();
    private volatile Instant heard;
    private volatile boolean asked;

    /** Reads what has arrived, and adds what it found. */
    interface Reading<T> {
        void read(T arrived, Connection<T> to);
    }

    Connection(Clock clock, Reading<T> reading) {
        this.clock = clock;
        this.reading = reading;
        this.heard = clock.instant();
    }

    void to(Publisher<? extends T> publisher) {
        publisher.subscribe(this);
    }

    void add(Found one) {
        waiting.incrementAndGet();
        found.add(one);
    }

    Optional<Found> next() {
        Optional<Found> next = Optional.ofNullable(found.poll());
        next.ifPresent(one -> waiting.decrementAndGet());
        askForMore();
        return next;
    }

    int waiting() {
        return waiting.get();
    }

    /** Why nothing more will come; empty while something may. */
    Optional<String> ended() {
        return ended.or(() -> clock.instant().isAfter(heard.plus(LONGEST_SILENCE))
                ? Optional.of("the connection has been silent for " + LONGEST_SILENCE.toMinutes() + " minutes")
                : Optional.empty());
    }

    /** When something last arrived, be it only a sign of life. */
    Instant heard() {
        return heard;
    }

    void close() {
        end("closed");
        subscription.ifPresent(Subscription::cancel);
    }

    void end(String why) {
        if (ended.isEmpty()) {
            ended = Optional.of(why);
        }
    }

    @Override
    public void onSubscribe(Subscription to) {
        subscription = Optional.of(to);
        askForMore();
    }

    @Override
    public void onNext(T arrived) {
        heard = clock.instant();
        asked = false;
        try {
            reading.read(arrived, this);
        } catch (RuntimeException e) {
            end("what arrived can't be read: " + e);
            subscription.ifPresent(Subscription::cancel);
            return;
        }
        askForMore();
    }

    @Override
    public void onError(Throwable failure) {
        end("the connection broke: " + Optional.ofNullable(failure.getMessage()).orElse(failure.toString()));
    }

    @Override
    public void onComplete() {
        end("the server closed the connection");
    }

    private synchronized void askForMore() {
        if (!asked && ended.isEmpty() && waiting.get() < MOST_WAITING && subscription.isPresent()) {
            asked = true;
            subscription.get().request(1);
        }
    }
}
