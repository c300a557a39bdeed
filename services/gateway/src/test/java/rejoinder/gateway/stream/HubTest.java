package rejoinder.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import rejoinder.contracts.Stance;
import rejoinder.gateway.read.ReactionFilter;

/** The hub, fed directly, with subscribers over real HTTP. */
class HubTest {
    private static final StreamFilter ALL =
            new StreamFilter(Set.of(), new ReactionFilter(Set.of(), Set.of(), Set.of()));
    private static final int PLENTY = 1024 * 1024;

    /** One for all, because stopping it takes two seconds. */
    private static final SubscriptionServer SERVER = new SubscriptionServer();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void everyChangeReachesEverySubscriberOnceInOneOrder() {
        Hub hub = new Hub(PLENTY);
        hub.begin("log", Position.START);
        List<Client> clients = Stream.generate(() -> subscribe(hub, Position.START, PLENTY))
                .limit(5)
                .toList();

        publish(hub, 0, 0, 100);

        for (Client client : clients) {
            await().untilAsserted(() -> assertThat(client.offsets()).isEqualTo(range(0, 100)));
        }
    }

    @Test
    void whoResumesGetsExactlyWhatIsMissing() {
        Hub hub = new Hub(PLENTY);
        hub.begin("log", Position.START);
        Client first = subscribe(hub, Position.START, PLENTY);
        publish(hub, 0, 0, 10);
        await().untilAsserted(() -> assertThat(first.offsets()).hasSize(10));
        Token token = Token.parse(first.ids().get(5)).orElseThrow();

        Client resumed = subscribe(hub, token.position(), PLENTY);
        publish(hub, 0, 10, 15);

        // The first id is that of the live event, so the token stands behind offset 4.
        await().untilAsserted(() -> assertThat(resumed.offsets()).isEqualTo(range(5, 15)));
    }

    @Test
    void theIdOfAChangeTellsItsPartitionOffsetAndTime() {
        Hub hub = new Hub(PLENTY);
        hub.begin("log", Position.of(Map.of(0, 7L, 1, 20L)));
        Client shared = subscribe(hub, Position.of(Map.of(0, 7L, 1, 20L)), PLENTY);
        Client ahead = subscribe(hub, Position.of(Map.of(0, 9L, 1, 20L)), PLENTY);

        publish(hub, 1, 20, 21);

        for (Client client : List.of(shared, ahead)) {
            await().untilAsserted(() -> assertThat(client.ids()).hasSize(2));
            Token token = Token.parse(client.ids().get(1)).orElseThrow();
            assertThat(token.origin()).contains(new Token.Origin(1, 1_020));
            assertThat(token.position().of(1)).isEqualTo(21);
            assertThat(new StreamEvent(Optional.of(client.ids().get(1)), "reaction", "{}").origin())
                    .contains(new StreamEvent.Origin("log-1-20", Instant.ofEpochMilli(1_020)));
        }
    }

    @Test
    void aHeartbeatTellsHowFarWhoWantsLittleIs() {
        Hub hub = new Hub(PLENTY);
        hub.begin("log", Position.START);
        StreamFilter nothing = new StreamFilter(Set.of("another"), ALL.reactions());
        Subscription subscription = new Subscription(PLENTY);
        Client client = new Client(SERVER.connect(subscription));
        assertThat(hub.attach(subscription.read(nothing, "log", Position.START), PLENTY))
                .isInstanceOf(Hub.Gap.None.class);
        publish(hub, 0, 0, 5);
        await().untilAsserted(() -> assertThat(client.ids()).hasSize(1));

        hub.heartbeat();

        await().untilAsserted(() -> assertThat(client.ids()).hasSize(2));
        assertThat(Token.parse(client.ids().get(1)).orElseThrow().position()).isEqualTo(Position.of(Map.of(0, 5L)));
        assertThat(client.offsets()).isEmpty();
    }

    @Test
    void aTokenCountsForAllPartitions() {
        Hub hub = new Hub(PLENTY);
        hub.begin("log", Position.of(Map.of(0, 7L, 1, 20L)));
        Client client = subscribe(hub, Position.of(Map.of(0, 7L, 1, 20L)), PLENTY);

        publish(hub, 1, 20, 21);
        publish(hub, 0, 7, 8);

        await().untilAsserted(() -> assertThat(client.ids()).hasSize(3));
        assertThat(Token.parse(client.ids().get(2)).orElseThrow().position())
                .isEqualTo(Position.of(Map.of(0, 8L, 1, 21L)));
    }

    @Test
    void whoIsAheadOfTheHubGetsNothingTwiceAndKeepsItsPlace() {
        Hub hub = new Hub(PLENTY);
        hub.begin("log", Position.of(Map.of(0, 0L, 1, 0L)));
        Client ahead = subscribe(hub, Position.of(Map.of(0, 3L, 1, 50L)), PLENTY);

        publish(hub, 0, 0, 5);

        await().untilAsserted(() -> assertThat(ahead.offsets()).isEqualTo(range(3, 5)));
        assertThat(Token.parse(ahead.ids().get(2)).orElseThrow().position())
                .isEqualTo(Position.of(Map.of(0, 5L, 1, 50L)));
    }

    @Test
    void whoReadsTwoLogsGoesOnInBothFromTheIdOfAnyEvent() {
        Hub one = new Hub(PLENTY);
        one.begin("one", Position.START);
        Hub other = new Hub(PLENTY);
        other.begin("other", Position.START);
        Client both = subscribe(Map.of("one", one, "other", other), Optional.empty());

        publish(one, 0, 0, 3);
        publish(other, 0, 100, 102);
        publish(one, 0, 3, 4);

        await().untilAsserted(() -> assertThat(both.offsets()).containsExactly(0L, 1L, 2L, 100L, 101L, 3L));
        assertThat(both.lines().stream().filter(line -> line.equals("event: live")))
                .hasSize(1);
        // The first id is that of the live event.
        Since.Seen behindTheFirstOfTheOther =
                (Since.Seen) Since.parse(both.ids().get(4)).orElseThrow();
        Client resumed = subscribe(Map.of("one", one, "other", other), Optional.of(behindTheFirstOfTheOther));
        await().untilAsserted(() -> assertThat(resumed.offsets()).containsExactlyInAnyOrder(101L, 3L));
    }

    @Test
    void whatIsNoLongerInMemoryIsLeftToKafka() {
        Hub hub = new Hub(1);
        hub.begin("log", Position.START);
        publish(hub, 0, 0, 3);
        Strand late = new Subscription(PLENTY).read(ALL, "log", Position.START);

        assertThat(hub.attach(late, PLENTY)).isInstanceOf(Hub.Gap.Older.class);
        assertThat(hub.recentStart()).isEqualTo(Position.of(Map.of(0, 3L)));
        assertThat(hub.size()).isZero();
    }

    @Test
    void whoMissesMoreThanFitsIsGivenItInParts() {
        Hub hub = new Hub(PLENTY);
        hub.begin("log", Position.START);
        publish(hub, 0, 0, 50);
        Strand far = new Subscription(PLENTY).read(ALL, "log", Position.START);

        Hub.Gap gap = hub.attach(far, 500);

        assertThat(gap).isInstanceOfSatisfying(Hub.Gap.Recent.class, recent -> assertThat(recent.changes())
                .first()
                .satisfies(live -> assertThat(live.change().offset()).isZero()));
        assertThat(hub.size()).isZero();
    }

    @Test
    void whoHasNoRoomForAllItMissesIsGivenItPatientlyAndNotSentAway() {
        Hub hub = new Hub(PLENTY);
        hub.begin("log", Position.START);
        publish(hub, 0, 0, 5);
        Subscription subscription = new Subscription(600);
        Strand strand = subscription.read(ALL, "log", Position.START);
        subscription.offer(new byte[500]);

        assertThat(hub.attach(strand, PLENTY))
                .isInstanceOfSatisfying(Hub.Gap.Recent.class, recent -> assertThat(recent.changes())
                        .hasSize(5));
        assertThat(subscription.closed()).isFalse();
    }

    @Test
    void howNearThePresentAPositionIsIsToldInBytesOfChanges() {
        Hub hub = new Hub(PLENTY);
        hub.begin("log", Position.START);
        publish(hub, 0, 0, 50);

        assertThat(hub.isNear(Position.of(Map.of(0, 50L)), 0)).isTrue();
        assertThat(hub.isNear(Position.of(Map.of(0, 49L)), 0)).isFalse();
        assertThat(hub.isNear(Position.START, 500)).isFalse();
        assertThat(hub.isNear(Position.START, PLENTY)).isTrue();
    }

    @Test
    void aSlowSubscriberIsSentAwayAndHoldsNobodyUp() throws IOException {
        Hub hub = new Hub(PLENTY);
        hub.begin("log", Position.START);
        Client quick = subscribe(hub, Position.START, 64 * PLENTY);
        try (Socket slow = connectAndReadNothing(hub, 10_000)) {
            String large = "x".repeat(64 * 1024);
            for (int i = 0; i < 400; i++) {
                hub.publish(List.of(change(0, i, large)), Position.START);
            }

            await().untilAsserted(() -> assertThat(hub.size()).isEqualTo(1));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(quick.offsets()).hasSize(400));
            assertThat(rest(slow)).contains("closed: you read more slowly");
        }
    }

    @Test
    void whoLeavesIsForgotten() throws IOException {
        Hub hub = new Hub(PLENTY);
        hub.begin("log", Position.START);
        connectAndReadNothing(hub, PLENTY).close();

        await().untilAsserted(() -> {
            publish(hub, 0, hub.position().of(0), hub.position().of(0) + 1);
            assertThat(hub.size()).isZero();
        });
    }

    @Test
    void theEndIsToldAndAQuietLineIsKeptOpen() {
        Hub hub = new Hub(PLENTY);
        hub.begin("log", Position.START);
        Client client = subscribe(hub, Position.START, PLENTY);
        await().untilAsserted(() -> assertThat(client.ids()).hasSize(1));

        hub.heartbeat();
        await().untilAsserted(() -> assertThat(client.lines()).contains(": still here"));
        assertThat(client.ids()).hasSize(2);
        hub.end("the gateway is stopping");

        await().untilAsserted(() -> assertThat(client.lines()).contains(": closed: the gateway is stopping"));
        assertThat(client.lines()).contains("retry: 2000");
        assertThat(hub.log()).isEmpty();
    }

    private Client subscribe(Hub hub, Position from, int queueBytes) {
        Subscription subscription = new Subscription(queueBytes);
        Strand strand = subscription.read(ALL, "log", from);
        Client client = new Client(SERVER.connect(subscription));
        assertThat(hub.attach(strand, PLENTY)).isInstanceOf(Hub.Gap.None.class);
        return client;
    }

    private Client subscribe(Map<String, Hub> hubs, Optional<Since.Seen> since) {
        Subscription subscription = new Subscription(PLENTY);
        Map<Hub, Strand> strands = new LinkedHashMap<>();
        hubs.forEach((log, hub) -> strands.put(
                hub,
                subscription.read(
                        ALL,
                        log,
                        since.map(seen -> seen.of(log).orElseThrow().position()).orElse(Position.START))));
        Client client = new Client(SERVER.connect(subscription));
        strands.forEach((hub, strand) -> assertThat(hub.attach(strand, PLENTY)).isInstanceOf(Hub.Gap.None.class));
        return client;
    }

    private Socket connectAndReadNothing(Hub hub, int queueBytes) throws IOException {
        Subscription subscription = new Subscription(queueBytes);
        Strand strand = subscription.read(ALL, "log", Position.START);
        Socket socket = SERVER.connectAndReadNothing(subscription);
        assertThat(hub.attach(strand, PLENTY)).isInstanceOf(Hub.Gap.None.class);
        return socket;
    }

    private static String rest(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        StringBuilder read = new StringBuilder();
        InputStream in = socket.getInputStream();
        byte[] part = new byte[64 * 1024];
        while (!read.toString().endsWith("0\r\n\r\n")) {
            int size = in.read(part);
            if (size < 0) {
                break;
            }
            read.append(new String(part, 0, size, StandardCharsets.UTF_8));
            if (read.length() > 10_000) {
                read.delete(0, read.length() - 1000);
            }
        }
        return read.toString();
    }

    private static void publish(Hub hub, int partition, long from, long to) {
        for (long offset = from; offset < to; offset++) {
            hub.publish(List.of(change(partition, offset, "")), Position.START);
        }
    }

    private static Change change(int partition, long offset, String padding) {
        String id = "border|u-" + partition + "-" + offset;
        return new Change(
                Subject.REACTION,
                partition,
                offset,
                1_000 + offset,
                id,
                Optional.of("border"),
                Optional.of(new Traits(Optional.of("orla-venn"), Optional.of("ZZ"), Optional.of(Stance.CONDEMN), 90)),
                Optional.empty(),
                Optional.of("{\"offset\":" + offset + ",\"padding\":\"" + padding + "\"}"));
    }

    private static List<Long> range(int from, int to) {
        return IntStream.range(from, to).mapToObj(offset -> (long) offset).toList();
    }

    /** What a subscriber has received. */
    private record Client(List<String> lines) {
        private List<Long> offsets() {
            return lines.stream()
                    .filter(line -> line.startsWith("data: {\"offset\":"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D+(\\d+),.*", "$1")))
                    .toList();
        }

        private List<String> ids() {
            return lines.stream()
                    .filter(line -> line.startsWith("id: "))
                    .map(line -> line.substring(4))
                    .toList();
        }
    }
}
