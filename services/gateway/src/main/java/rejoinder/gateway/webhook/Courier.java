package rejoinder.gateway.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import io.netty.util.concurrent.EventExecutor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.webhook.Webhook;
import rejoinder.contracts.webhook.WebhookStatus;
import rejoinder.gateway.stream.StreamApi;
import rejoinder.gateway.stream.StreamEvent;

/**
 * Delivers for one webhook: one delivery after the other, each until it is taken or the webhook is suspended. It reads
 * the stream like any subscriber and asks for more only once everything so far is delivered; what must wait stays in the
 * log. All of it runs on one executor.
 */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration RECONNECT = Duration.ofSeconds(1);
    private static final Duration BETWEEN_NOTES = Duration.ofSeconds(30);
    private static final int LONGEST_PROBLEM = 64 * 1024;

    private final Webhook webhook;
    private final Rule rule;
    private final StreamApi stream;
    private final Poster poster;
    private final WebhookSettings settings;
    private final Consumer<WebhookStatus> saving;
    private final EventExecutor executor;
    private final Clock clock;
    private final Deque<StreamEvent> events = new ArrayDeque<>();
    private final Deque<Delivery> deliveries = new ArrayDeque<>();
    private Set<String> toldAfter = Set.of();
    private Optional<String> sinceAfter = Optional.empty();
    private WebhookStatus status;
    private @Nullable Line line;
    private boolean busy;
    private boolean closed;

    /** @param saving writes down how far it is, in the order it is told */
    Courier(
            Webhook webhook,
            WebhookStatus status,
            StreamApi stream,
            Poster poster,
            WebhookSettings settings,
            Consumer<WebhookStatus> saving,
            EventExecutor executor,
            Clock clock) {
        this.webhook = webhook;
        this.rule = new Rule(webhook);
        this.status = status;
        this.stream = stream;
        this.poster = poster;
        this.settings = settings;
        this.saving = saving;
        this.executor = executor;
        this.clock = clock;
    }

    /** Begins; to be called on the executor. */
    void start() {
        if (!webhook.paused() && !status.suspended()) {
            connect();
        }
    }

    /** Stops; to be called on the executor. What is under way may still arrive, and is sent again by who goes on. */
    void stop() {
        closed = true;
        if (line != null) {
            line.leave();
        }
    }

    private void connect() {
        if (!closed) {
            line = new Line();
            rule.open(stream, status.since(), executor).subscribe(line, executor);
        }
    }

    /** One connection to the stream. */
    private final class Line implements Subscriber<HttpObject> {
        private final ByteArrayOutputStream problem = new ByteArrayOutputStream();
        private @Nullable Subscription subscription;
        private HttpStatus answered = HttpStatus.UNKNOWN;
        private boolean asked;
        private boolean ended;

        @Override
        public void onSubscribe(Subscription made) {
            subscription = made;
            more();
        }

        @Override
        public void onNext(HttpObject part) {
            asked = false;
            if (part instanceof ResponseHeaders headers) {
                answered = headers.status();
            } else if (part instanceof HttpData data && answered.equals(HttpStatus.OK)) {
                events.addAll(StreamEvent.read(data.array()));
            } else if (part instanceof HttpData data && problem.size() + data.length() <= LONGEST_PROBLEM) {
                problem.writeBytes(data.array());
            }
            goOn();
        }

        @Override
        public void onError(Throwable failure) {
            LOG.debug("webhook {} lost the stream", webhook.id(), failure);
            onComplete();
        }

        @Override
        public void onComplete() {
            ended = true;
            goOn();
        }

        void more() {
            if (!asked && subscription != null) {
                asked = true;
                subscription.request(1);
            }
        }

        void leave() {
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }

    private void goOn() {
        if (closed || busy || line == null) {
            return;
        }
        while (deliveries.isEmpty() && !events.isEmpty()) {
            take(events.remove());
        }
        if (!deliveries.isEmpty()) {
            busy = true;
            Delivery next = deliveries.element();
            // The outcome never fails; what it leads to is all done here.
            var unused = poster.post(webhook, next, clock.instant())
                    .thenAcceptAsync(outcome -> answered(next, outcome), executor);
        } else if (!line.ended) {
            line.more();
        } else if (line.answered.equals(HttpStatus.GONE)) {
            gone(line.problem.toByteArray());
        } else {
            later(RECONNECT, this::connect);
        }
    }

    private void take(StreamEvent event) {
        Rule.Reading reading = rule.read(event, new LinkedHashSet<>(status.told()));
        toldAfter = reading.told();
        sinceAfter = event.id().or(status::since);
        // What stands before the first token is what was there before the webhook.
        if (status.since().isPresent()) {
            deliveries.addAll(reading.deliveries());
        }
        if (deliveries.isEmpty()) {
            boolean begins = status.since().isEmpty() && sinceAfter.isPresent();
            Instant noted = status.at();
            status = with(
                    0, status.delivered(), status.lastSuccess(), status.lastFailure(), sinceAfter, toldAfter, noted);
            if (begins || clock.instant().isAfter(noted.plus(BETWEEN_NOTES))) {
                save(clock.instant());
            }
        }
    }

    private void answered(Delivery delivery, Poster.Outcome outcome) {
        busy = false;
        if (closed) {
            return;
        }
        Instant now = clock.instant();
        Optional<WebhookStatus.Attempt> attempt =
                Optional.of(new WebhookStatus.Attempt(now, delivery.id(), outcome.text()));
        if (outcome instanceof Poster.Outcome.Failed failed) {
            failed(failed, attempt, now);
            return;
        }
        deliveries.remove();
        boolean last = deliveries.isEmpty();
        status = with(
                0,
                status.delivered() + 1,
                attempt,
                status.lastFailure(),
                last ? sinceAfter : status.since(),
                last ? toldAfter : Set.copyOf(status.told()),
                now);
        saving.accept(status);
        goOn();
    }

    private void failed(Poster.Outcome.Failed failed, Optional<WebhookStatus.Attempt> attempt, Instant now) {
        int failures = status.failures() + 1;
        boolean suspended = failed.forGood() || failures >= settings.attempts();
        status = new WebhookStatus(
                webhook.id(),
                status.since(),
                status.told(),
                status.delivered(),
                failures,
                suspended,
                status.lastSuccess(),
                attempt,
                now);
        saving.accept(status);
        if (suspended) {
            LOG.warn("webhook {} is suspended after {} failures: {}", webhook.id(), failures, failed.text());
            stop();
        } else {
            later(settings.pause(failures), this::goOn);
        }
    }

    /** The log no longer has what follows: the receiver is told, and it goes on with the oldest there is. */
    private void gone(byte[] problem) {
        JsonNode told = parsed(problem);
        ObjectNode data = Json.mapper().createObjectNode();
        data.set("detail", told.path("detail"));
        sinceAfter = Optional.of(told.path("oldest").asText()).filter(token -> !token.isEmpty());
        toldAfter = Set.copyOf(status.told());
        String id = "gap-" + Integer.toHexString(status.since().hashCode());
        deliveries.add(new Delivery(id, "gap", clock.instant(), data));
        Line left = line;
        line = new Line();
        line.ended = true;
        if (left != null) {
            left.leave();
        }
        goOn();
    }

    private static JsonNode parsed(byte[] json) {
        try {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            LOG.warn("the stream refused with what is not JSON", e);
            return Json.mapper().createObjectNode();
        }
    }

    private void later(Duration pause, Runnable what) {
        busy = true;
        // Its outcome is what it does.
        var unused = executor.schedule(
                () -> {
                    busy = false;
                    what.run();
                },
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void save(Instant now) {
        status = with(
                status.failures(),
                status.delivered(),
                status.lastSuccess(),
                status.lastFailure(),
                status.since(),
                Set.copyOf(status.told()),
                now);
        saving.accept(status);
    }

    private WebhookStatus with(
            int failures,
            long delivered,
            Optional<WebhookStatus.Attempt> lastSuccess,
            Optional<WebhookStatus.Attempt> lastFailure,
            Optional<String> since,
            Set<String> told,
            Instant at) {
        return new WebhookStatus(
                webhook.id(), since, List.copyOf(told), delivered, failures, false, lastSuccess, lastFailure, at);
    }
}
