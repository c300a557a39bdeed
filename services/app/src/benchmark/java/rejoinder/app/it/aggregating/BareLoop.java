package rejoinder.app.it.aggregating;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import rejoinder.contracts.statement.Statement;

/** The least that any aggregating does: consumes, parses and produces three records for each in transactions of 100 ms. */
final class BareLoop {
    private static final List<String> OUTPUTS = List.of("bare-1", "bare-2", "bare-3");

    private BareLoop() {}

    /** Records a second, of so many. */
    static double rate(Bench bench, int many) throws Exception {
        List<String> outputs = OUTPUTS.stream().map(name -> name + "-" + System.nanoTime()).toList();
        try (Admin admin = bench.admin()) {
            Stream<NewTopic> topics = outputs.stream().map(name -> new NewTopic(name, Bench.PARTITIONS, (short) 1));
            admin.createTopics(topics.toList()).all().get();
        }
        return rate(bench, many, outputs);
    }

    private static double rate(Bench bench, int many, List<String> outputs) {
        long begin = 0;
        int warm = many / 4;
        int seen = 0;
        try (KafkaConsumer<String, byte[]> consumer = bench.consumer();
                KafkaProducer<String, byte[]> producer = bench.producer(Optional.of("bare"))) {
            consumer.assign(Bench.partitions(bench.topics().statements().name()));
            producer.initTransactions();
            while (seen < many) {
                producer.beginTransaction();
                long commit = System.nanoTime() + Duration.ofMillis(100).toNanos();
                while (seen < many && System.nanoTime() < commit) {
                    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(20))) {
                        Statement statement = bench.json().fromBytes(record.value());
                        for (String topic : outputs) {
                            var unused = producer.send(new ProducerRecord<>(topic, statement.actorId(), record.value()));
                        }
                        if (++seen == warm) {
                            begin = System.nanoTime();
                        }
                    }
                }
                producer.commitTransaction();
            }
        }
        return (seen - warm) / ((System.nanoTime() - begin) / 1e9);
    }
}
