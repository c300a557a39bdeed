package rejoinder.aggregator;

import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** Writes what a step forwards as the value in it, a tombstone where there is none. */
final class Egress {
    private Egress() {}

    static <A, B extends A, V> Serde<A> of(Serializer<V> serializer, Class<B> kind, Function<B, Optional<V>> value) {
        return Serdes.serdeFrom(
                new Serializer<>() {
                    @Override
                    public byte[] serialize(String topic, A told) {
                        return serializer.serialize(
                                topic, value.apply(kind.cast(told)).orElse(null));
                    }

                    @Override
                    public byte[] serialize(String topic, Headers headers, A told) {
                        return serializer.serialize(
                                topic, headers, value.apply(kind.cast(told)).orElse(null));
                    }
                },
                (topic, bytes) -> {
                    throw new UnsupportedOperationException("what is told is written only");
                });
    }
}
