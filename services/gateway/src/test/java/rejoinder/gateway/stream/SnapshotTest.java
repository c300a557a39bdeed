package rejoinder.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.contracts.Stance;
import rejoinder.gateway.read.Database;
import rejoinder.gateway.read.DatabaseSettings;
import rejoinder.gateway.read.ReactionFilter;
import rejoinder.gateway.support.SinkDatabase;
import rejoinder.gateway.support.Zubrowka;

class SnapshotTest {
    private static final String TOPIC = "test.reactions";

    @TempDir
    private Path folder;

    @Test
    void itIsWhatHoldsOldestFirstAndOnlyItsEndCarriesAToken() {
        SinkDatabase written = new SinkDatabase(folder).migrate();
        written.put(Zubrowka.reaction("border", "u-2", 2), TOPIC, 0, 41);
        written.put(Zubrowka.reaction("border", "u-1", 1), TOPIC, 1, 6);
        written.put(Zubrowka.reaction("tariff", "u-3", 1), TOPIC, 0, 42);
        written.put(Zubrowka.reaction("border", "u-4", 3, "a-b", Zubrowka.LEAGUE, Stance.WELCOME), TOPIC, 0, 43);

        List<String> events = events(
                written,
                new StreamFilter(Set.of("border"), new ReactionFilter(Set.of(), Set.of(), Set.of(Stance.CONDEMN))));

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

    private static List<String> events(SinkDatabase written, StreamFilter filter) {
        DatabaseSettings settings = new DatabaseSettings(written.url(), Optional.empty(), Optional.empty());
        try (SubscriptionServer server = new SubscriptionServer();
                Database database = new Database(settings, new SimpleMeterRegistry())) {
            Subscription subscription = new Snapshot(database, TOPIC)
                    .send("log", filter, () -> new Subscription(filter, 1024 * 1024, Position.START))
                    .orElseThrow();
            List<String> lines = server.connect(subscription);
            await().until(() -> lines.contains("data: {\"resumed\":false}"));
            return List.of(String.join("\n", lines).strip().split("\n\n"));
        }
    }
}
