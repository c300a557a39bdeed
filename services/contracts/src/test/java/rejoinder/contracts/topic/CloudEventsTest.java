package rejoinder.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import rejoinder.contracts.Draw;
import rejoinder.contracts.document.Document;
import rejoinder.contracts.json.Written;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.story.TriggerEvent;

/** Records carry CloudEvents 1.0 headers in Kafka's binary mode. */
class CloudEventsTest {
    private static final Topics TOPICS = Topics.in("rejoinder");
    private static final Story STORY = new Story(
            "border-remark",
            "Zubrowka closes its border",
            new TriggerEvent(
                    "Orla Venn",
                    Optional.empty(),
                    Optional.of("closes the border"),
                    Instant.parse("2026-03-01T09:00:00Z"),
                    Optional.empty()),
            "border",
            Optional.empty(),
            Optional.empty(),
            List.of("EU"));
    private static final Document DOCUMENT = new Document(
            "push:a1",
            1,
            "push",
            "Ruritania Post",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Instant.parse("2026-03-01T12:00:04.250Z"),
            "Edda Lorn had no comment.",
            Optional.empty(),
            false,
            List.of());

    @Test
    void aValueCarriesWhatItIsWhereItComesFromAndItsTime() {
        Map<String, String> headers = written(TOPICS.documents(), "ingestor", DOCUMENT);

        assertThat(headers)
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_source", "/rejoinder/ingestor")
                .containsEntry("ce_type", "rejoinder.document")
                .containsEntry("ce_time", "2026-03-01T12:00:04.250Z")
                .containsEntry("ce_dataschema", "urn:rejoinder:schema:document:1.0.0")
                .containsEntry("content-type", "application/json")
                .containsOnlyKeys(
                        "ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "ce_dataschema", "content-type");
        assertThat(headers.get("ce_id")).matches("[0-9a-f]{32}");
    }

    @Test
    void aValueWithoutATimeOfItsOwnHasNoTimeHeader() {
        assertThat(written(TOPICS.stories(), "gateway", STORY)).doesNotContainKey("ce_time");
    }

    @Test
    void aTombstoneSaysThatItDeletesAndDescribesNoData() {
        Map<String, String> headers = written(TOPICS.stories(), "gateway", null);

        assertThat(headers)
                .containsEntry("ce_type", "rejoinder.story.deleted")
                .containsOnlyKeys("ce_specversion", "ce_id", "ce_source", "ce_type");
    }

    @Test
    void twoTombstonesAreTwoEvents() {
        assertThat(written(TOPICS.stories(), "gateway", null).get("ce_id"))
                .isNotEqualTo(written(TOPICS.stories(), "gateway", null).get("ce_id"));
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void theSameValueHasTheSameIdAndComesBack(@ForAll("statements") Statement statement) {
        Topic<Statement> topic = TOPICS.statements();
        Headers headers = new RecordHeaders();
        byte[] bytes = topic.valueSerde("ingestor").serializer().serialize(topic.name(), headers, statement);

        assertThat(topic.valueSerde("ingestor").deserializer().deserialize(topic.name(), headers, bytes))
                .isEqualTo(statement);
        assertThat(written(topic, "ingestor", statement)).isEqualTo(texts(headers));
    }

    @Provide
    Arbitrary<Statement> statements() {
        return Arbitraries.randomValue(random -> new Draw(random).statement());
    }

    @Test
    void headersOfAnEarlierWriteAreReplaced() {
        Headers headers = new RecordHeaders();
        headers.add("traceparent", "00-1".getBytes(StandardCharsets.UTF_8));
        TOPICS.documents().valueSerde("ingestor").serializer().serialize("documents", headers, DOCUMENT);
        TOPICS.stories().valueSerde("gateway").serializer().serialize("stories", headers, null);

        assertThat(texts(headers))
                .containsEntry("ce_type", "rejoinder.story.deleted")
                .containsEntry("traceparent", "00-1")
                .doesNotContainKeys("ce_time", "ce_dataschema", "content-type");
        assertThat(headers.headers("ce_id")).hasSize(1);
    }

    @Test
    void aValueThatIsWrittenAlreadyIsTheSameEvent() {
        Topic<Document> topic = TOPICS.documents();
        Headers headers = new RecordHeaders();

        byte[] bytes = topic.writtenSerializer("ingestor")
                .serialize(topic.name(), headers, Written.of(DOCUMENT, topic.json()));

        assertThat(bytes).isEqualTo(topic.json().toBytes(DOCUMENT));
        assertThat(texts(headers)).isEqualTo(written(topic, "ingestor", DOCUMENT));
    }

    private static <V> Map<String, String> written(Topic<V> topic, String service, V value) {
        Headers headers = new RecordHeaders();
        topic.valueSerde(service).serializer().serialize(topic.name(), headers, value);
        return texts(headers);
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new TreeMap<>();
        headers.forEach(header -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return texts;
    }
}
