package rejoinder.sink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static rejoinder.sink.Records.SAID;
import static rejoinder.sink.Records.TOPICS;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import rejoinder.contracts.Stance;
import rejoinder.contracts.json.Json;
import rejoinder.sink.PostgresUnderTest;
import rejoinder.sink.Records;
import rejoinder.sink.change.Change;
import rejoinder.sink.change.ChangeReader;

/** The example dashboard asks what a database that the sink has written can answer. */
class DashboardIT {
    private static final Path DASHBOARD = Path.of("grafana/story.json");

    @Test
    void everyQueryOfTheDashboardFindsWhatTheSinkWrote() throws IOException {
        JsonNode dashboard = Json.mapper().readTree(DASHBOARD.toFile());
        try (Database database = Database.open(
                PostgresUnderTest.freshDatabase(),
                Optional.of(PostgresUnderTest.USER),
                Optional.of(PostgresUnderTest.PASSWORD))) {
            aStoryWithOneReaction(database);
            Map<String, List<Map<String, Object>>> found = new TreeMap<>();

            for (JsonNode target : dashboard.findValues("rawSql")) {
                found.put(target.asText(), ask(database, target.asText()));
            }
            List<Map<String, Object>> stories =
                    ask(database, dashboard.at("/templating/list/1/query").asText());

            assertThat(found)
                    .hasSizeGreaterThan(4)
                    .allSatisfy((sql, rows) -> assertThat(rows).as(sql).hasSize(1));
            assertThat(found.toString()).contains("Orla Venn", "condemn", "We regret this.", "Zubrowka");
            assertThat(stories).singleElement().isEqualTo(Map.of("__text", "The border", "__value", "border"));
        }
    }

    private static List<Map<String, Object>> ask(Database database, String sql) {
        String asked = sql.replace("$story", "border")
                .replace("$__from", String.valueOf(SAID.minusSeconds(1).toEpochMilli()))
                .replace("$__to", String.valueOf(SAID.plusSeconds(1).toEpochMilli()));
        return database.jdbi()
                .withHandle(handle -> handle.select(asked).mapToMap().list());
    }

    private static void aStoryWithOneReaction(Database database) {
        ChangeReader reader = new ChangeReader(TOPICS);
        List<ConsumerRecord<byte[], byte[]>> records = List.of(
                Records.of(TOPICS.stories(), "border").at(0, 0, 10, Records.story("border", "The border")),
                Records.of(TOPICS.reactions(), "border|u-1")
                        .at(0, 0, 20, Records.reaction("border", "u-1", Stance.CONDEMN)),
                Records.of(TOPICS.countrySummaries(), "border|ZB")
                        .at(0, 0, 20, Records.countrySummary("border", Stance.CONDEMN)),
                Records.of(TOPICS.storySummaries(), "border").at(0, 0, 20, Records.storySummary("border", 1)));
        new Store(database)
                .write(
                        new Batch(
                                records.stream()
                                        .map(record -> (Change) reader.read(record))
                                        .toList(),
                                List.of(new Batch.Move(
                                        new TopicPartition(TOPICS.reactions().name(), 0), OptionalLong.empty(), 1))),
                        (change, why) -> {
                            throw new AssertionError("refused: " + why);
                        });
    }
}
