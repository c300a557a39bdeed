package rejoinder.ingestor.social;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.websocket.WebSocket;
import com.linecorp.armeria.common.websocket.WebSocketWriter;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.websocket.WebSocketService;
import com.linecorp.armeria.testing.junit5.server.ServerExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import rejoinder.contracts.document.PushedStatement;
import rejoinder.contracts.net.Reach;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.document.Item;
import rejoinder.ingestor.fetch.FetchSettings;
import rejoinder.ingestor.fetch.Fetcher;
import rejoinder.ingestor.follow.Found;
import rejoinder.ingestor.follow.KnownItems;

/** Accounts on Bluesky, by a Jetstream server which this test is. */
class BlueskyTest {
    private static final String DID = "did:plc:orla";
    private static final ConcurrentLinkedQueue<String> SUBSCRIBED = new ConcurrentLinkedQueue<>();
    private static final ConcurrentLinkedQueue<WebSocketWriter> SOCKETS = new ConcurrentLinkedQueue<>();

    @RegisterExtension
    private static final ServerExtension SERVER = new ServerExtension() {
        @Override
        protected void configure(ServerBuilder server) {
            server.requestTimeout(Duration.ZERO);
            server.service(
                    "/xrpc/app.bsky.actor.getProfile",
                    (ctx, req) -> ctx.queryParam("actor").equals("orla.example")
                            ? HttpResponse.of(
                                    MediaType.JSON_UTF_8,
                                    "{\"did\": \"" + DID
                                            + "\", \"handle\": \"orla.example\", \"displayName\": \"Orla Venn\"}")
                            : HttpResponse.of(HttpStatus.BAD_REQUEST));
            server.service("/subscribe", WebSocketService.of((ctx, in) -> {
                SUBSCRIBED.add(ctx.query());
                WebSocketWriter out = WebSocket.streaming();
                SOCKETS.add(out);
                return out;
            }));
        }
    };

    private final Fetcher fetcher =
            new Fetcher(new FetchSettings(Optional.empty(), Reach.EVERYWHERE, Duration.ZERO, 8), Clock.systemUTC());
    private final List<Found> found = new ArrayList<>();

    @BeforeEach
    void begin() {
        SUBSCRIBED.clear();
        SOCKETS.clear();
    }

    @AfterEach
    void end() {
        fetcher.close();
    }

    private BlueskyFollower follower(String account) {
        Source source = new Source(
                "sky",
                Source.Kind.BLUESKY,
                Optional.empty(),
                Map.of(
                        "accounts",
                        account,
                        "api",
                        "http://127.0.0.1:" + SERVER.httpPort(),
                        "jetstream",
                        "ws://127.0.0.1:" + SERVER.httpPort() + "/subscribe"),
                false);
        return new BlueskyFollower(source, fetcher, KnownItems.nothing(), Clock.systemUTC(), Runnable::run);
    }

    private void look(BlueskyFollower follower) {
        follower.look(Instant.now());
        for (Optional<Found> next = follower.next(); next.isPresent(); next = follower.next()) {
            found.add(next.get());
        }
    }

    private static String event(long time, String did, String operation, String key, String text) {
        String record = operation.equals("delete")
                ? ""
                : ", \"cid\": \"cid" + time + "\", \"record\": {\"$type\": \"app.bsky.feed.post\", \"text\": \"" + text
                        + "\", \"createdAt\": \"2021-03-01T12:00:00.000Z\", \"langs\": [\"en\"]}";
        return "{\"did\": \"" + did + "\", \"time_us\": " + time
                + ", \"kind\": \"commit\", \"commit\": {\"rev\": \"r\","
                + " \"operation\": \"" + operation + "\", \"collection\": \"app.bsky.feed.post\", \"rkey\": \"" + key
                + "\"" + record + "}}";
    }

    @Test
    void postsComeAsTheyAreMadeChangedAndDeletedAndTheCursorGoesAlong() {
        BlueskyFollower follower = follower("orla.example = | President | ZB");
        await().until(() -> {
            look(follower);
            return !SOCKETS.isEmpty();
        });
        WebSocketWriter socket = SOCKETS.peek();
        socket.write(event(1000, DID, "create", "a", "We will not leave."));
        socket.write(event(1001, "did:plc:other", "create", "b", "Not asked for"));
        socket.write(event(1002, DID, "update", "a", "We will never leave."));
        socket.write(event(1003, DID, "delete", "a", ""));

        await().until(() -> {
            look(follower);
            return found.contains(new Found.Position(Map.of("cursor", "1003")));
        });

        assertThat(SUBSCRIBED.peek())
                .contains("wantedCollections=app.bsky.feed.post", "wantedDids=did%3Aplc%3Aorla")
                .doesNotContain("cursor");
        List<PushedStatement> posts = found.stream()
                .filter(Found.Document.class::isInstance)
                .map(one -> ((Item.Post) ((Found.Document) one).item().content()).statement())
                .toList();
        assertThat(posts)
                .extracting(PushedStatement::quote)
                .containsExactly("We will not leave.", "We will never leave.");
        assertThat(posts).allSatisfy(post -> {
            assertThat(post.speaker()).isEqualTo("Orla Venn");
            assertThat(post.represents()).contains("ZB");
            assertThat(post.url()).contains("https://bsky.app/profile/orla.example/post/a");
        });
        assertThat(found).contains(new Found.Gone(DID + "/a"));
        follower.close();
    }

    @Test
    void aLostConnectionIsOpenedAgainFromTheLastCursor() {
        BlueskyFollower follower = follower("orla.example");
        await().until(() -> {
            look(follower);
            return !SOCKETS.isEmpty();
        });
        SOCKETS.peek().write(event(2000, DID, "create", "a", "Words"));
        await().until(() -> {
            look(follower);
            return found.contains(new Found.Position(Map.of("cursor", "2000")));
        });
        SOCKETS.poll().close();

        await().until(() -> {
            look(follower);
            return !SOCKETS.isEmpty();
        });

        assertThat(SUBSCRIBED).last().asString().contains("cursor=2000");
        follower.close();
    }

    @Test
    void anAccountThatIsNotThereIsSaidToBeMissing() {
        BlueskyFollower follower = follower("nobody.example");

        await().until(() -> {
            look(follower);
            return follower.attempts().now().lastError().isPresent();
        });

        assertThat(follower.attempts().now().lastError().orElseThrow().message())
                .isEqualTo("the profile of nobody.example: 127.0.0.1 answers 400 Bad Request");
        follower.close();
    }
}
