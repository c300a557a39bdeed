package rejoinder.ingestor.social;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.testing.junit5.server.ServerExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import rejoinder.contracts.document.PushedStatement;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.net.Reach;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.document.Item;
import rejoinder.ingestor.fetch.FetchSettings;
import rejoinder.ingestor.fetch.Fetcher;
import rejoinder.ingestor.follow.Found;
import rejoinder.ingestor.follow.KnownItems;
import rejoinder.ingestor.follow.Pace;
import rejoinder.ingestor.follow.Polling;

/** Accounts on a Mastodon-compatible server, which this test is. */
class MastodonTest {
    private static final List<ObjectNode> STATUSES = new java.util.concurrent.CopyOnWriteArrayList<>();
    private static final ConcurrentLinkedQueue<String> ASKED = new ConcurrentLinkedQueue<>();
    private static final ConcurrentLinkedQueue<HttpResponseWriter> STREAMS = new ConcurrentLinkedQueue<>();

    @RegisterExtension
    private static final ServerExtension SERVER = new ServerExtension() {
        @Override
        protected void configure(ServerBuilder server) {
            server.requestTimeout(Duration.ZERO);
            server.service(
                    "/api/v1/accounts/lookup",
                    (ctx, req) -> ctx.queryParam("acct").equals("orla")
                            ? HttpResponse.of(MediaType.JSON_UTF_8, "{\"id\": \"7\", \"acct\": \"orla\"}")
                            : HttpResponse.of(HttpStatus.NOT_FOUND));
            server.service("/api/v1/accounts/7/statuses", (ctx, req) -> {
                ASKED.add(ctx.query());
                String since = Optional.ofNullable(ctx.queryParam("since_id")).orElse("");
                String before = Optional.ofNullable(ctx.queryParam("max_id")).orElse("");
                ArrayNode page = Json.mapper().createArrayNode();
                STATUSES.stream()
                        .filter(status -> since.isEmpty()
                                || MastodonPoll.BY_ID.compare(status.path("id").asText(), since) > 0)
                        .filter(status -> before.isEmpty()
                                || MastodonPoll.BY_ID.compare(status.path("id").asText(), before) < 0)
                        .sorted((one, other) -> MastodonPoll.BY_ID.compare(
                                other.path("id").asText(), one.path("id").asText()))
                        .limit(40)
                        .forEach(page::add);
                return HttpResponse.of(MediaType.JSON_UTF_8, page.toString());
            });
            server.service("/api/v1/streaming/user", (ctx, req) -> {
                if (!req.headers().contains(HttpHeaderNames.AUTHORIZATION, "Bearer secret")) {
                    return HttpResponse.of(HttpStatus.UNAUTHORIZED);
                }
                HttpResponseWriter stream = HttpResponse.streaming();
                stream.write(ResponseHeaders.of(HttpStatus.OK, HttpHeaderNames.CONTENT_TYPE, "text/event-stream"));
                STREAMS.add(stream);
                return stream;
            });
        }
    };

    private final Fetcher fetcher =
            new Fetcher(new FetchSettings(Optional.empty(), Reach.EVERYWHERE, Duration.ZERO, 8), Clock.systemUTC());
    private final Map<String, Cursor> cursors = new ConcurrentHashMap<>();
    private final List<Found> found = new ArrayList<>();

    @BeforeEach
    void begin() {
        STATUSES.clear();
        ASKED.clear();
        STREAMS.clear();
    }

    @AfterEach
    void end() {
        fetcher.close();
    }

    private static ObjectNode status(String id, String html) {
        ObjectNode status = Json.mapper().createObjectNode();
        status.put("id", id)
                .put("created_at", "2021-03-01T12:00:00.000Z")
                .put("content", html)
                .put("language", "en");
        status.put("visibility", "public")
                .put("url", "https://zb.example/@orla/" + id)
                .putNull("edited_at");
        status.putNull("reblog").put("spoiler_text", "");
        status.putObject("account").put("acct", "orla").put("display_name", "Orla Venn");
        return status;
    }

    private MastodonFollower follower(String... more) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "server", "http://127.0.0.1:" + SERVER.httpPort(), "accounts", "@orla = Orla Venn | President | ZB"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        Source source = new Source("zb", Source.Kind.MASTODON, Optional.empty(), settings, false);
        KnownItems known = new KnownItems() {
            @Override
            public Optional<Cursor> of(String item) {
                return Optional.ofNullable(cursors.get(item));
            }

            @Override
            public List<Cursor> within(String group) {
                return cursors.values().stream()
                        .filter(cursor -> cursor.item().startsWith(group + "#"))
                        .toList();
            }
        };
        return new MastodonFollower(
                source,
                fetcher,
                known,
                Clock.systemUTC(),
                Runnable::run,
                poll -> new Polling(
                        "zb",
                        poll,
                        Pace.of(Optional.of(Duration.ofSeconds(1))),
                        Instant.EPOCH,
                        known,
                        Clock.systemUTC(),
                        Runnable::run,
                        RandomGenerator.getDefault()));
    }

    /** Takes what comes until a poll has ended, and remembers it as an ingestor does. */
    private void poll(MastodonFollower follower) {
        found.clear();
        int before = follower.attempts().now().attempts();
        follower.hurry();
        follower.look(Instant.now());
        await().until(() -> {
            drain(follower);
            return follower.attempts().now().attempts() > before && !follower.busy() && follower.waiting() == 0;
        });
    }

    private void drain(MastodonFollower follower) {
        for (Optional<Found> next = follower.next(); next.isPresent(); next = follower.next()) {
            found.add(next.get());
            if (next.get() instanceof Found.Document document) {
                Item item = document.item();
                cursors.put(item.name(), cursor(item));
            }
        }
    }

    private static Cursor cursor(Item item) {
        return new Cursor(
                "zb",
                item.name(),
                Optional.of(item.documentId()),
                item.fingerprint(),
                1,
                1,
                Optional.empty(),
                List.of());
    }

    private List<PushedStatement> posts() {
        return found.stream()
                .filter(Found.Document.class::isInstance)
                .map(one -> ((Item.Post) ((Found.Document) one).item().content()).statement())
                .toList();
    }

    @Test
    void aPostIsTheAccountsOwnWordsWithoutItsHtml() {
        STATUSES.add(status(
                "101",
                "<p>We will <b>not</b> leave &amp; we mean it.</p><p>Not<br>ever. "
                        + "<a href='https://x.example'><span>#border</span></a></p>"));

        poll(follower());

        assertThat(posts()).singleElement().satisfies(post -> {
            assertThat(post.quote()).isEqualTo("We will not leave & we mean it.\n\nNot\never. #border");
            assertThat(post.speaker()).isEqualTo("Orla Venn");
            assertThat(post.role()).contains("President");
            assertThat(post.represents()).contains("ZB");
            assertThat(post.url()).contains("https://zb.example/@orla/101");
            assertThat(post.saidAt()).contains("2021-03-01T12:00:00Z");
        });
    }

    @Test
    void whatIsBoostedOrNotMeantForEverybodyIsNoStatement() {
        ObjectNode boost = status("102", "<p>Somebody else's words</p>");
        boost.putObject("reblog").put("id", "55");
        STATUSES.add(boost);
        STATUSES.add(status("103", "<p>For friends</p>").put("visibility", "private"));

        poll(follower());

        assertThat(posts()).isEmpty();
    }

    @Test
    void theNextPollAsksForWhatIsNewerThanTheLastAndPagesBackToIt() {
        STATUSES.add(status("99", "<p>First</p>"));
        MastodonFollower follower = follower();
        poll(follower);
        for (int i = 100; i < 190; i++) {
            STATUSES.add(status(Integer.toString(i), "<p>Post " + i + "</p>"));
        }

        poll(follower);

        assertThat(posts()).hasSize(90);
        assertThat(posts().get(0).quote()).isEqualTo("Post 100");
        assertThat(ASKED)
                .anySatisfy(query -> assertThat(query).contains("since_id=99").doesNotContain("max_id"));
        assertThat(ASKED).anySatisfy(query -> assertThat(query).contains("since_id=99", "max_id=150"));
    }

    @Test
    void anEditIsARevisionAndADeletionARetraction() {
        STATUSES.add(status("101", "<p>One</p>"));
        STATUSES.add(status("102", "<p>Two</p>"));
        STATUSES.add(status("103", "<p>Three</p>"));
        MastodonFollower follower = follower();
        poll(follower);
        STATUSES.set(0, status("101", "<p>One, edited</p>").put("edited_at", "2021-03-01T13:00:00.000Z"));
        STATUSES.remove(1);
        List<Found> later = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            poll(follower);
            later.addAll(found);
        }

        assertThat(later).contains(new Found.Gone("orla#102"));
        assertThat(later.stream()
                        .filter(Found.Document.class::isInstance)
                        .map(one -> ((Found.Document) one).item().name()))
                .containsExactly("orla#101");
    }

    @Test
    void anAccountThatIsNotThereIsSaidToBeMissing() {
        MastodonFollower follower = follower("accounts", "nobody");

        poll(follower);

        assertThat(follower.attempts().now().lastError().orElseThrow().message())
                .isEqualTo("127.0.0.1 answers 404 Not Found");
    }

    @Test
    void theStreamBringsPostsEditsAndDeletionsAsTheyHappen() {
        MastodonFollower follower = follower("token", "secret");
        follower.look(Instant.now());
        await().until(() -> !STREAMS.isEmpty());
        HttpResponseWriter stream = STREAMS.peek();
        stream.write(HttpData.ofUtf8(":thump\n\nevent: update\ndata: " + status("201", "<p>Live</p>") + "\n\n"));
        String edited = status("201", "<p>Live, edited</p>")
                .put("edited_at", "2021-03-01T13:00:00.000Z")
                .toString();
        stream.write(HttpData.ofUtf8("event: status.update\ndata: " + edited.substring(0, 20)));
        stream.write(HttpData.ofUtf8(edited.substring(20) + "\n\nevent: delete\ndata: 201\n\n"));
        ObjectNode other = status("202", "<p>Somebody else</p>");
        ((ObjectNode) other.get("account")).put("acct", "somebody");
        stream.write(HttpData.ofUtf8("event: update\ndata: " + other + "\n\n"));

        await().until(() -> {
            follower.look(Instant.now());
            drain(follower);
            return found.contains(new Found.Gone("orla#201"));
        });

        assertThat(posts()).extracting(PushedStatement::quote).containsExactly("Live", "Live, edited");
        follower.close();
    }

    @Test
    void aStreamThatEndsIsOpenedAgainAndWhatCameMeanwhileIsFetched() {
        MastodonFollower follower = follower("token", "secret");
        follower.look(Instant.now());
        await().until(() -> !STREAMS.isEmpty());
        STREAMS.poll().close();
        STATUSES.add(status("301", "<p>Meanwhile</p>"));

        await().until(() -> {
            follower.look(Instant.now());
            drain(follower);
            return !STREAMS.isEmpty() && !posts().isEmpty();
        });

        assertThat(posts()).extracting(PushedStatement::quote).contains("Meanwhile");
        follower.close();
    }
}
