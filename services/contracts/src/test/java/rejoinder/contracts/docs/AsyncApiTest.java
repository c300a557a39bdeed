package rejoinder.contracts.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rejoinder.contracts.Draw;
import rejoinder.contracts.RecordType;
import rejoinder.contracts.document.Document;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;

/** {@code asyncapi.yaml} says what the code does. */
class AsyncApiTest {
    private static final Yaml FILE = Yaml.read("asyncapi.yaml");
    private static final Topics TOPICS = Topics.in(Topics.DEFAULT_NAMESPACE);

    static Stream<Topic<?>> topics() {
        return TOPICS.all().stream();
    }

    @Test
    void itsChannelsAreTheTopics() {
        assertThat(FILE.root().path("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(StreamSupport.stream(FILE.root().path("channels").spliterator(), false)
                        .map(channel -> channel.path("address").asText().replace("{namespace}", namespace())))
                .containsExactlyInAnyOrderElementsOf(topics().map(Topic::name).toList());
    }

    private static String namespace() {
        return FILE.root().at("/components/parameters/namespace/default").asText();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(FILE.references()).isNotEmpty().allSatisfy(reference -> assertThat(
                        FILE.target(reference).isObject())
                .as(reference)
                .isTrue());
    }

    @Test
    void everyPropertyIsDescribed() {
        assertThat(FILE.undescribedProperties()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void aTopicIsKeptAndSplitAsItSays(Topic<?> topic) {
        JsonNode channel = channel(topic);
        JsonNode kafka = channel.at("/bindings/kafka");

        Map<String, String> config = kafka.path("topicConfiguration").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> text(entry.getValue())));

        assertThat(config).isEqualTo(topic.config());
        assertThat(kafka.path("partitions").asInt(0))
                .isEqualTo(topic.partitions().count(0));
        assertThat(channel.path("x-kept").asText()).isEqualTo(TopicWords.kept(topic));
    }

    private static String text(JsonNode value) {
        return value.isArray() ? value.get(0).asText() : value.asText();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void aTopicsValuesHaveTheSchemaItSays(Topic<?> topic) {
        JsonNode message = message(topic);
        JsonNode payload = topic.equals(TOPICS.rejected()) ? message.path("x-reason") : message.path("payload");

        assertThat(FILE.target(payload.at("/schema/$ref").asText()).path("$id").asText())
                .isEqualTo(topic.schema().uri());
    }

    @Test
    void headersAreThoseThatAreWritten() {
        List<String> described = names(FILE.root().at("/components/schemas/cloudEventHeaders/properties"));
        RecordHeaders headers = new RecordHeaders();
        Document document = new Draw(new Random(1)).document();
        TOPICS.documents().valueSerde("ingestor").serializer().serialize("documents", headers, document);

        assertThat(StreamSupport.stream(headers.spliterator(), false).map(header -> header.key()))
                .containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    void headersOfWhatWasRejectedAreTheFieldsOfItsSchema() {
        List<String> fields =
                names(FILE.target("./rejected-statement/1.0.0.json").path("properties"));

        assertThat(names(FILE.root().at("/components/schemas/rejectionHeaders/properties")))
                .containsExactlyInAnyOrderElementsOf(
                        fields.stream().map(field -> "rejoinder_" + field).toList());
    }

    @Test
    void everyRecordThatTravelsHasAMessage() {
        assertThat(FILE.root().at("/components/messages").size()).isEqualTo((int) RecordType.ALL.stream()
                .filter(type -> !type.schema().startsWith("pushed-"))
                .count());
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static JsonNode channel(Topic<?> topic) {
        return StreamSupport.stream(FILE.root().path("channels").spliterator(), false)
                .filter(channel -> channel.path("address")
                        .asText()
                        .replace("{namespace}", namespace())
                        .equals(topic.name()))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode message(Topic<?> topic) {
        JsonNode messages = channel(topic).path("messages");
        assertThat(messages).hasSize(1);
        return FILE.target(messages.iterator().next().path("$ref").asText());
    }
}
