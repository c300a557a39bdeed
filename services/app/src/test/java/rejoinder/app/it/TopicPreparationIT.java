package rejoinder.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import rejoinder.app.service.TopicPreparation;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;

/** What a service may count on as soon as its topics are prepared. */
class TopicPreparationIT {
    @Test
    void everyPartitionTakesTheFirstRecordAtTheFirstTry() throws Exception {
        Topics topics = Topics.in(KafkaUnderTest.freshNamespace());
        TopicPreparation.prepare(KafkaUnderTest.bootstrapServers(), topics, 16);

        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        KafkaUnderTest.bootstrapServers(),
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        false,
                        ProducerConfig.RETRIES_CONFIG,
                        0),
                new StringSerializer(),
                new StringSerializer())) {
            for (Topic<?> topic : topics.all()) {
                for (PartitionInfo partition : producer.partitionsFor(topic.name())) {
                    sent.add(producer.send(
                            new ProducerRecord<>(topic.name(), partition.partition(), "key", "first record")));
                }
            }
        }

        assertThat(sent)
                .hasSizeGreaterThan(16)
                .allSatisfy(one -> assertThat(one.get().hasOffset()).isTrue());
    }
}
