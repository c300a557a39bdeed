package rejoinder.gateway.stream;

import com.linecorp.armeria.common.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import rejoinder.gateway.http.Problem;

/** One request on its way to being a subscription, which sees to it that its end is noticed. For one thread. */
final class Opening {
    private final Executor executor;
    private final List<Feed> feeds;
    private final StreamFilter filter;
    private final int queueBytes;
    private final Places.Place place;
    private final CompletableFuture<HttpResponse> response = new CompletableFuture<>();
    private final Map<Feed, String> logs = new LinkedHashMap<>();
    private final Map<Feed, Strand> strands = new LinkedHashMap<>();
    private Optional<Subscription> subscription = Optional.empty();

    /** @param executor notices the end of the subscription */
    Opening(Executor executor, List<Feed> feeds, StreamFilter filter, int queueBytes, Places.Place place) {
        this.executor = executor;
        this.feeds = List.copyOf(feeds);
        this.filter = filter;
        this.queueBytes = queueBytes;
        this.place = place;
    }

    List<Feed> feeds() {
        return feeds;
    }

    StreamFilter filter() {
        return filter;
    }

    CompletableFuture<HttpResponse> response() {
        return response;
    }

    /** Waits until all logs are followed; the feed that is not, if there is one. Blocks. */
    Optional<Feed> prepare() throws InterruptedException {
        for (Feed feed : feeds) {
            Optional<String> log = feed.log();
            if (log.isEmpty()) {
                return Optional.of(feed);
            }
            logs.put(feed, log.get());
        }
        return Optional.empty();
    }

    /** The log of a feed, as it was when this was prepared. */
    String log(Feed feed) {
        return logs.get(feed);
    }

    /** An event's id that stands for these positions. */
    String token(Map<Feed, Position> positions) {
        return Since.Seen.text(feeds.stream().map(feed -> new Token(log(feed), positions.get(feed))));
    }

    /** Answers with a subscription that stands at these positions. */
    Subscription open(Map<Feed, Position> from) {
        Subscription opened = new Subscription(queueBytes);
        feeds.forEach(feed -> strands.put(feed, opened.read(filter, log(feed), from.get(feed))));
        subscription = Optional.of(opened);
        // Off the thread that closes it, which may hold the subscription's lock while a hub waits for it.
        var unused = opened.whenGone()
                .thenRunAsync(
                        () -> {
                            strands.forEach((feed, strand) -> feed.hub().remove(strand));
                            place.free();
                        },
                        executor);
        response.complete(opened.response());
        return opened;
    }

    /** Delivers what is missing of each log, and attaches the subscription to all. Blocks, but not while Kafka is read. */
    void bring(Executor later) throws InterruptedException {
        for (Map.Entry<Feed, Strand> strand : new ArrayList<>(strands.entrySet())) {
            strand.getKey().catchUp().bring(strand.getValue(), later);
        }
    }

    void refuse(Problem problem) {
        response.complete(problem.response());
    }

    /** Ends the subscription, if there is one by now. */
    void end(String why) {
        subscription.ifPresent(opened -> opened.end(Frames.comment("closed: " + why)));
    }

    /** Says that nothing more will be done; what was not opened by now is answered, and its place is free. */
    void finish() {
        if (subscription.isEmpty()) {
            place.free();
            refuse(Problem.unavailable("the gateway is stopping"));
        }
    }
}
