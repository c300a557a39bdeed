package rejoinder.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.contracts.Stance;
import rejoinder.contracts.topic.Topics;
import rejoinder.gateway.read.Database;
import rejoinder.gateway.read.DatabaseSettings;
import rejoinder.gateway.read.ReactionFilter;
import rejoinder.gateway.support.SinkDatabase;
import rejoinder.gateway.support.Zubrowka;

class SnapshotTest {
    private static final String TOPIC = "test.reactions";

    /** One for all, because stopping it takes two seconds. */
    private static final SubscriptionServer SERVER = new SubscriptionServer();

    @TempDir
    private Path folder;

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void itIsWhatHoldsOldestFirstAndOnlyItsEndCarriesAToken() {
        SinkDatabase written = new SinkDatabase(folder).migrate();
        written.put(Zubrowka.reaction("border", "u-2", 2), TOPIC, 0, 41);
        written.put(Zubrowka.reaction("border", "u-1", 1), TOPIC, 1, 6);
        written.put(Zubrowka.reaction("tariff", "u-3", 1), TOPIC, 0, 42);
        written.put(Zubrowka.reaction("border", "u-4", 3, "a-b", Zubrowka.LEAGUE, Stance.WELCOME), TOPIC, 0, 43);

        List<String> events = events(
                written,
                new StreamFilter(Set.of("border"), new ReactionFilter(Set.of(), Set.of(), Set.of(Stance.CONDEMN))),
                Begin.WHOLE,
                Subject.REACTION);

        assertThat(events).hasSize(4);
        assertThat(events.get(0)).isEqualTo("retry: 2000");
        assertThat(events.get(1))
                .startsWith("event: reaction\n")
                .contains("\"id\":\"border|" + Zubrowka.id("u-1") + "\"");
        assertThat(events.get(2))
                .startsWith("event: reaction\n")
                .contains("\"id\":\"border|" + Zubrowka.id("u-2") + "\"");
        assertThat(events.get(3)).startsWith("id: ").contains("\nevent: live\n");
        String token = events.get(3).lines().findFirst().orElseThrow().substring(4);
        assertThat(Token.parse(token)).contains(new Token("log", Position.of(Map.of(0, 44L, 1, 7L))));
    }

    @Test
    void summariesOfAStoryStandInItToo() {
        SinkDatabase written = new SinkDatabase(folder).migrate();
        written.put(Zubrowka.actor("border", "orla-venn", 90));
        written.put(Zubrowka.country("border", Zubrowka.ZUBROWKA));
        written.put(Zubrowka.summary("border"));
        written.put(Zubrowka.summary("tariff"));
        StreamFilter border = new StreamFilter(Set.of("border"), new ReactionFilter(Set.of(), Set.of(), Set.of()));

        List<String> events = events(written, border, Begin.WHOLE, Subject.ACTOR, Subject.COUNTRY, Subject.STORY);

        assertThat(events).hasSize(5);
        assertThat(events.subList(1, 4))
                .allSatisfy(event -> assertThat(event).startsWith("event: summary\n"))
                .satisfiesExactly(
                        event -> assertThat(event).contains("\"of\":\"actor\""),
                        event -> assertThat(event).contains("\"of\":\"country\""),
                        event -> assertThat(event).contains("\"of\":\"story\"").contains("border"));
    }

    @Test
    void itHoldsOnlyTheNewestReactionsWhereThatIsAskedForStillOldestFirst() {
        SinkDatabase written = new SinkDatabase(folder).migrate();
        written.put(Zubrowka.reaction("border", "u-1", 1), TOPIC, 0, 0);
        written.put(Zubrowka.reaction("border", "u-3", 3), TOPIC, 0, 1);
        written.put(Zubrowka.reaction("border", "u-2", 2), TOPIC, 0, 2);
        StreamFilter border = new StreamFilter(Set.of("border"), new ReactionFilter(Set.of(), Set.of(), Set.of()));

        List<String> events = events(written, border, new Begin(true, OptionalInt.of(2)), Subject.REACTION);

        assertThat(events.subList(1, 3))
                .satisfiesExactly(
                        event -> assertThat(event).contains("\"id\":\"border|" + Zubrowka.id("u-2") + "\""),
                        event -> assertThat(event).contains("\"id\":\"border|" + Zubrowka.id("u-3") + "\""));
        assertThat(events.get(3)).contains("event: live");
    }

    @Test
    void itIsEmptyWhereNothingIsAskedForAndStandsWhereTheListsStandAllTheSame() {
        SinkDatabase written = new SinkDatabase(folder).migrate();
        written.put(Zubrowka.reaction("border", "u-1", 1), TOPIC, 0, 41);
        written.put(Zubrowka.summary("border"));
        StreamFilter border = new StreamFilter(Set.of("border"), new ReactionFilter(Set.of(), Set.of(), Set.of()));

        List<String> events = events(written, border, Begin.parse("0").orElseThrow(), Subject.REACTION, Subject.STORY);

        assertThat(events).hasSize(2);
        assertThat(events.get(1)).contains("event: live\n").startsWith("id: ");
        String token = events.get(1).lines().findFirst().orElseThrow().substring(4);
        assertThat(Since.parse(token)).hasValueSatisfying(since -> assertThat(((Since.Seen) since).tokens())
                .startsWith(new Token("log", Position.of(Map.of(0, 42L)))));
    }

    private static List<String> events(SinkDatabase written, StreamFilter filter, Begin begin, Subject... subjects) {
        DatabaseSettings settings = new DatabaseSettings("test", written.url(), Optional.empty(), Optional.empty());
        MeterRegistry metrics = new SimpleMeterRegistry();
        List<Feed> feeds = Stream.of(subjects)
                .map(subject -> new Feed(subject, subject.topic(Topics.in("test")), "127.0.0.1:9", 1000, 1000, metrics))
                .toList();
        try (Database database = new Database(settings, metrics)) {
            Subscription subscription = new Snapshot(database)
                    .send(feeds, filter, begin, positions -> {
                        Subscription opened = new Subscription(1024 * 1024);
                        positions.forEach((feed, position) -> opened.read(filter, "log", position));
                        return opened;
                    })
                    .orElseThrow();
            List<String> lines = SERVER.connect(subscription);
            await().until(() -> lines.contains("data: {\"resumed\":false}"));
            return List.of(String.join("\n", lines).strip().split("\n\n"));
        }
    }
}
