package rejoinder.gateway.webhook;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.Endpoint;
import com.linecorp.armeria.client.ResponseTimeoutException;
import com.linecorp.armeria.client.UnprocessedRequestException;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.util.Exceptions;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import rejoinder.contracts.net.PublicAddresses;
import rejoinder.contracts.net.Reach;
import rejoinder.contracts.webhook.Webhook;

/**
 * Posts deliveries. A name is looked up for each and connected to at the address that was found and allowed, so that it
 * can't lead elsewhere in between; redirects are not followed. Thread-safe.
 */
final class Poster implements AutoCloseable {
    private static final int LOOKUPS_AT_ONCE = 4;
    private static final int LARGEST_ANSWER = 64 * 1024;
    private static final int LONGEST_REASON = 300;
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final String AGENT = "Rejoinder (webhooks)";

    private final WebhookSettings settings;
    private final ExecutorService lookups = Executors.newFixedThreadPool(LOOKUPS_AT_ONCE, task -> {
        Thread thread = new Thread(task, "gateway-webhook-lookup");
        thread.setDaemon(true);
        return thread;
    });
    private final ClientFactory factory = ClientFactory.builder()
            .connectTimeout(LONGEST_CONNECT)
            .idleTimeout(IDLE)
            .workerGroup(1)
            .useHttp2Preface(false)
            .preferHttp1(true)
            .build();

    Poster(WebhookSettings settings) {
        this.settings = settings;
    }

    /** What came of a try. */
    sealed interface Outcome {
        /** For a person. */
        String text();

        /** The receiver has it. */
        record Taken(String text) implements Outcome {}

        /**
         * It does not have it, as far as is known.
         *
         * @param forGood whether the receiver wants no more
         */
        record Failed(String text, boolean forGood) implements Outcome {}
    }

    /** Posts a delivery; the future never fails. */
    CompletableFuture<Outcome> post(Webhook webhook, Delivery delivery, Instant now) {
        URI url = URI.create(webhook.url());
        return CompletableFuture.supplyAsync(() -> address(url), lookups)
                .thenCompose(address -> client(url, address)
                        .execute(request(webhook, delivery, url, now))
                        .aggregate())
                .thenApply(Poster::outcome)
                .exceptionally(failure -> new Outcome.Failed(reason(Exceptions.peel(failure)), false));
    }

    @Override
    public void close() {
        // Its threads are daemons, and closing politely takes seconds.
        var unused = factory.closeAsync();
        lookups.shutdownNow();
    }

    private InetAddress address(URI url) {
        try {
            return settings.reach().resolve(bare(url.getHost())).get(0);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private WebClient client(URI url, InetAddress address) {
        boolean secure = url.getScheme().equalsIgnoreCase("https");
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        String host = bare(url.getHost());
        Endpoint named = Endpoint.of(host, port);
        Endpoint endpoint = PublicAddresses.literal(host).isPresent() ? named : named.withInetAddress(address);
        return WebClient.builder(secure ? SessionProtocol.HTTPS : SessionProtocol.HTTP, endpoint)
                .factory(factory)
                .responseTimeout(settings.longestAnswer())
                .maxResponseLength(LARGEST_ANSWER)
                .build();
    }

    private static HttpRequest request(Webhook webhook, Delivery delivery, URI url, Instant now) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        byte[] body = delivery.body(webhook.id());
        long timestamp = now.getEpochSecond();
        return HttpRequest.of(
                RequestHeaders.builder(
                                HttpMethod.POST, url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                        .contentType(MediaType.JSON_UTF_8)
                        .set(HttpHeaderNames.USER_AGENT, AGENT)
                        .set("webhook-id", delivery.id())
                        .set("webhook-timestamp", Long.toString(timestamp))
                        .set("webhook-signature", Signature.of(webhook.secret(), delivery.id(), timestamp, body))
                        .build(),
                HttpData.wrap(body));
    }

    private static Outcome outcome(AggregatedHttpResponse answer) {
        HttpStatus status = answer.status();
        if (status.isSuccess()) {
            return new Outcome.Taken(status.codeAsText());
        }
        return new Outcome.Failed(
                status.isRedirection() ? status.codeAsText() + ": redirects are not followed" : status.codeAsText(),
                status.equals(HttpStatus.GONE));
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure instanceof UnprocessedRequestException || failure instanceof UncheckedIOException
                ? failure.getCause()
                : failure;
        if (cause instanceof ResponseTimeoutException) {
            return "no answer in time";
        }
        if (cause instanceof ContentTooLargeException) {
            return "an answer of more than " + LARGEST_ANSWER + " bytes";
        }
        String what = cause instanceof Reach.Refused
                ? cause.getMessage()
                : cause instanceof UnknownHostException ? "there is no such host" : cause.toString();
        return what.length() <= LONGEST_REASON ? what : what.substring(0, LONGEST_REASON);
    }
}
