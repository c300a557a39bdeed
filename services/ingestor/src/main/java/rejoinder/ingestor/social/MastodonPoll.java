package rejoinder.ingestor.social;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.fetch.Fetched;
import rejoinder.ingestor.fetch.Links;
import rejoinder.ingestor.fetch.Wanted;
import rejoinder.ingestor.fetch.Web;
import rejoinder.ingestor.follow.Found;
import rejoinder.ingestor.follow.KnownItems;
import rejoinder.ingestor.follow.Poll;

/**
 * Asks a Mastodon-compatible server for what accounts have posted since the last poll ({@code since_id}), and every few
 * polls for their newest page as a whole: what was edited there is a new revision, what is missing there was deleted.
 */
public final class MastodonPoll implements Poll {
    /** By number, which is by time. */
    static final Comparator<String> BY_ID =
            Comparator.comparingInt(String::length).thenComparing(id -> id);

    private static final int PAGE = 40;
    private static final int MOST_PAGES = 25;
    private static final int REVIEW_EACH = 4;
    private static final String ROUND = "round";

    private final Source source;
    private final String server;
    private final List<Account> accounts;
    private final Web web;
    private final KnownItems known;
    private final Posts posts;
    private final Executor executor;

    public MastodonPoll(Source source, Web web, KnownItems known, Clock clock, Executor executor) {
        this.source = source;
        this.server = source.settings().get("server").replaceAll("/+$", "");
        this.accounts = Account.listed(source.settings().get("accounts"));
        this.web = web;
        this.known = known;
        this.posts = new Posts(source, clock);
        this.executor = executor;
    }

    /** The server did not give what it was asked for. */
    private static final class Trouble extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient NotAnswered answer;

        Trouble(NotAnswered answer) {
            super(answer.message());
            this.answer = answer;
        }
    }

    @Override
    public CompletableFuture<Outcome> ask(Map<String, String> position, Consumer<Found> out) {
        Map<String, String> next = new HashMap<>(position);
        int round = Integer.parseInt(position.getOrDefault(ROUND, "0"));
        boolean review = round % REVIEW_EACH == REVIEW_EACH - 1;
        next.put(ROUND, Integer.toString((round + 1) % REVIEW_EACH));
        CompletableFuture<Void> chain = CompletableFuture.completedFuture(null);
        for (Account account : accounts) {
            chain = chain.thenComposeAsync(before -> account(account, next, review, out), executor);
        }
        return chain.<Outcome>thenApply(done -> new Answered(next, Optional.empty(), false))
                .exceptionally(MastodonPoll::trouble);
    }

    private static Outcome trouble(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof Trouble trouble) {
            return trouble.answer;
        }
        throw new CompletionException(cause);
    }

    /** Name of a status among the source's items. */
    static String item(Account account, String id) {
        return account.handle() + "#" + id;
    }

    private CompletableFuture<Void> account(
            Account account, Map<String, String> next, boolean review, Consumer<Found> out) {
        return id(account, next).thenCompose(id -> {
            String since = next.getOrDefault("since " + account.handle(), "");
            CompletableFuture<Void> fresh = since.isEmpty()
                    ? page(id, "", "").thenAccept(statuses -> take(account, statuses, next, out))
                    : since(account, id, since, "", new ArrayList<>(), MOST_PAGES)
                            .thenAccept(statuses -> take(account, statuses, next, out));
            return review && !since.isEmpty()
                    ? fresh.thenCompose(taken -> page(id, "", ""))
                            .thenAccept(statuses -> review(account, statuses, out))
                    : fresh;
        });
    }

    private CompletableFuture<String> id(Account account, Map<String, String> next) {
        String name = "id " + account.handle();
        if (next.containsKey(name)) {
            return CompletableFuture.completedFuture(next.get(name));
        }
        return get("/api/v1/accounts/lookup?acct=" + URLEncoder.encode(account.handle(), StandardCharsets.UTF_8))
                .thenApply(found -> {
                    String id = found.path("id").asText();
                    if (id.isEmpty()) {
                        throw new Trouble(new NotAnswered("there is no account " + account.handle(), Optional.empty()));
                    }
                    next.put(name, id);
                    return id;
                });
    }

    private CompletableFuture<List<JsonNode>> since(
            Account account, String id, String since, String before, List<JsonNode> all, int pagesLeft) {
        return page(id, since, before).thenCompose(statuses -> {
            all.addAll(statuses);
            if (statuses.size() < PAGE || pagesLeft == 1) {
                return CompletableFuture.completedFuture(all);
            }
            String oldest = statuses.get(statuses.size() - 1).path("id").asText();
            return since(account, id, since, oldest, all, pagesLeft - 1);
        });
    }

    private CompletableFuture<List<JsonNode>> page(String id, String since, String before) {
        String query = "?exclude_reblogs=true&limit=" + PAGE + (since.isEmpty() ? "" : "&since_id=" + since)
                + (before.isEmpty() ? "" : "&max_id=" + before);
        return get("/api/v1/accounts/" + id + "/statuses" + query).thenApply(array -> {
            List<JsonNode> statuses = new ArrayList<>();
            array.forEach(statuses::add);
            return statuses;
        });
    }

    private void take(Account account, List<JsonNode> newestFirst, Map<String, String> next, Consumer<Found> out) {
        List<JsonNode> statuses = new ArrayList<>(newestFirst);
        Collections.reverse(statuses);
        for (JsonNode status : statuses) {
            String id = status.path("id").asText();
            if (MastodonStatus.isOwn(status)) {
                out.accept(found(account, status));
            }
            next.merge("since " + account.handle(), id, (one, other) -> BY_ID.compare(one, other) > 0 ? one : other);
        }
    }

    Found found(Account account, JsonNode status) {
        String id = status.path("id").asText();
        return posts.found(
                account,
                MastodonStatus.post(status, item(account, id)),
                URI.create(server).getHost());
    }

    private void review(Account account, List<JsonNode> newest, Consumer<Found> out) {
        if (newest.isEmpty()) {
            return;
        }
        Set<String> there = new HashSet<>();
        String oldest = newest.get(newest.size() - 1).path("id").asText();
        for (JsonNode status : newest) {
            there.add(item(account, status.path("id").asText()));
            if (MastodonStatus.isOwn(status)
                    && !status.path("edited_at").asText("").isEmpty()) {
                out.accept(found(account, status));
            }
        }
        String prefix = item(account, "");
        for (Cursor cursor : known.within(account.handle())) {
            boolean within = BY_ID.compare(cursor.item().substring(prefix.length()), oldest) >= 0;
            if (within && !there.contains(cursor.item())) {
                out.accept(new Found.Gone(cursor.item()));
            }
        }
    }

    private CompletableFuture<JsonNode> get(String path) {
        URI url = Links.of(server + path)
                .orElseThrow(() -> new Trouble(new NotAnswered("\"" + server + "\" is no address", Optional.empty())));
        Wanted wanted = Wanted.feed(url).with("accept", "application/json");
        Wanted asked = source.setting("token")
                .map(token -> wanted.with("authorization", "Bearer " + token))
                .orElse(wanted);
        return web.get(asked).thenApplyAsync(MastodonPoll::json, executor);
    }

    private static JsonNode json(Fetched fetched) {
        if (!(fetched instanceof Fetched.Body body)) {
            Fetched.Failed failed = fetched instanceof Fetched.Failed one
                    ? one
                    : new Fetched.Failed(Fetched.Reason.SERVER, "the server sent nothing");
            throw new Trouble(new NotAnswered(failed.message(), failed.retryAt()));
        }
        try {
            return Json.mapper().readTree(body.bytes());
        } catch (JsonProcessingException e) {
            throw new Trouble(new NotAnswered("the server did not answer in JSON", Optional.empty()));
        } catch (IOException e) {
            throw new Trouble(new NotAnswered("the server did not answer in JSON and UTF-8", Optional.empty()));
        }
    }
}
