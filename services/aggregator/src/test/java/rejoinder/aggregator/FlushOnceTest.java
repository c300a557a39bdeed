package rejoinder.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlushOnceTest {
    private final MockProducer<byte[], byte[]> broker =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final FlushOnce producer = new FlushOnce(broker);
    private final List<Exception> told = new ArrayList<>();

    @BeforeEach
    void begin() {
        producer.initTransactions();
        producer.beginTransaction();
    }

    @Test
    void waits_for_the_broker_when_the_offsets_are_sent_and_not_for_each_task() {
        send();
        producer.flush();
        send();
        producer.flush();
        assertThat(broker.flushed()).isFalse();

        commit();

        assertThat(broker.history()).hasSize(2);
        assertThat(broker.commitCount()).isEqualTo(1);
        assertThat(told).isEmpty();
    }

    @Test
    void a_record_that_was_not_written_in_time_ends_the_commit_so_that_it_is_tried_again() {
        send();
        broker.errorNext(new TimeoutException("two minutes"));

        assertThatThrownBy(this::commit).isInstanceOf(TimeoutException.class).hasMessageContaining("not written");
        assertThat(told).singleElement().isInstanceOf(TimeoutException.class);
        assertThat(broker.commitCount()).isZero();
    }

    @Test
    void so_does_one_that_the_broker_could_not_take_for_now() {
        send();
        broker.errorNext(new NotEnoughReplicasException("two of three brokers are away"));

        assertThatThrownBy(this::commit).isInstanceOf(TimeoutException.class);
    }

    @ParameterizedTest
    @MethodSource
    void a_producer_whose_records_the_broker_does_not_take_any_more_is_made_anew(RuntimeException why) {
        send();
        broker.errorNext(why);

        assertThatThrownBy(this::commit)
                .isInstanceOf(ProducerFencedException.class)
                .hasMessageContaining("4 after 2");
        assertThat(broker.commitCount()).isZero();
    }

    static List<RuntimeException> a_producer_whose_records_the_broker_does_not_take_any_more_is_made_anew() {
        return List.of(
                new ProducerFencedException("4 after 2"),
                new InvalidProducerEpochException("4 after 2"),
                new InvalidPidMappingException("4 after 2"),
                new OutOfOrderSequenceException("4 after 2"));
    }

    @Test
    void of_other_failures_the_producer_itself_says_that_the_transaction_can_not_be_committed() {
        send();
        broker.errorNext(new InvalidTopicException("no such topic"));
        broker.commitTransactionException = new IllegalStateException("in an error state");

        assertThatThrownBy(this::commit).hasMessage("in an error state");
        assertThat(told).singleElement().isInstanceOf(InvalidTopicException.class);
    }

    @Test
    void the_next_transaction_begins_without_the_failures_of_the_last_one() {
        send();
        broker.errorNext(new TimeoutException("two minutes"));
        producer.abortTransaction();

        producer.beginTransaction();
        send();
        commit();

        assertThat(broker.commitCount()).isEqualTo(1);
    }

    @Test
    void a_record_that_is_too_large_is_refused_and_the_transaction_goes_on() {
        send(new byte[8 * 1024 * 1024]);
        assertThat(told).singleElement().isInstanceOf(RecordTooLargeException.class);

        send();
        commit();

        assertThat(broker.history()).hasSize(1);
        assertThat(broker.commitCount()).isEqualTo(1);
    }

    private void send() {
        send(new byte[] {1});
    }

    private void send(byte[] value) {
        var unused = producer.send(new ProducerRecord<>("reactions", 0, null, value), (written, failure) -> {
            if (failure != null) {
                told.add(failure);
            }
        });
    }

    private void commit() {
        producer.sendOffsetsToTransaction(
                Map.of(new TopicPartition("statements", 0), new OffsetAndMetadata(1)), consumer.groupMetadata());
        producer.commitTransaction();
    }
}
