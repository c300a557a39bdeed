package rejoinder.ingestor.page;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.fetch.Fetched;
import rejoinder.ingestor.fetch.Links;
import rejoinder.ingestor.fetch.Wanted;
import rejoinder.ingestor.fetch.Web;
import rejoinder.ingestor.follow.Found;
import rejoinder.ingestor.follow.Poll;

/**
 * What sources have in common that are a list at one address: asking for it, and reading the articles it leads to one
 * after the other.
 */
record ArticleList(Source source, Web web, Articles articles, Executor executor) {
    /** Articles read at one poll; what is left is read at the next, which follows at once. */
    private static final int MOST_AT_ONCE = 200;

    /** An article to read. */
    record Entry(Articles.Listed listed, URI page) {}

    /** Asks for the list; why there is none is an outcome already. */
    CompletableFuture<Poll.Outcome> ask(
            Function<URI, Wanted> wanted, Function<Fetched.Body, CompletableFuture<Poll.Outcome>> read) {
        String address = source.settings().get("url");
        Optional<URI> url = Links.of(address);
        return url.isEmpty()
                ? notAnswered("\"" + address + "\" is no address")
                : web.get(wanted.apply(url.get())).thenComposeAsync(fetched -> read(fetched, read), executor);
    }

    /** Reads articles and hands them over; returns whether there are more than are read at once. */
    CompletableFuture<Boolean> readAll(List<Entry> fresh, Consumer<Found> out) {
        CompletableFuture<Void> chain = CompletableFuture.completedFuture(null);
        for (Entry entry : fresh.subList(0, Math.min(fresh.size(), MOST_AT_ONCE))) {
            chain = chain.thenCompose(before -> articles.read(entry.listed(), entry.page()))
                    .thenAccept(found -> found.ifPresent(out));
        }
        return chain.thenApply(read -> fresh.size() > MOST_AT_ONCE);
    }

    /** An outcome that says why there is nothing. */
    static CompletableFuture<Poll.Outcome> notAnswered(String why) {
        return CompletableFuture.completedFuture(new Poll.NotAnswered(why, Optional.empty()));
    }

    private static CompletableFuture<Poll.Outcome> read(
            Fetched fetched, Function<Fetched.Body, CompletableFuture<Poll.Outcome>> read) {
        if (fetched instanceof Fetched.Body body) {
            return read.apply(body);
        }
        return CompletableFuture.completedFuture(
                fetched instanceof Fetched.Failed failed
                        ? new Poll.NotAnswered(failed.message(), failed.retryAt())
                        : new Poll.Answered(Map.of(), Optional.empty(), false));
    }
}
