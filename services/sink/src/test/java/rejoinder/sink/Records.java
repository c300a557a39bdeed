package rejoinder.sink;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Represents;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Stance;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.story.TriggerEvent;
import rejoinder.contracts.summary.ActorSummary;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.summary.Milestone;
import rejoinder.contracts.summary.Pace;
import rejoinder.contracts.summary.StanceCounts;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;

/** Records as they come from the log: {@code Records.of(TOPICS.reactions()).key("border|u-1").at(0, 7, 1000).value(...)}. */
public final class Records {
    public static final Topics TOPICS = Topics.in("test");
    public static final Instant SAID = Instant.parse("2031-05-04T10:00:00Z");
    public static final Actor ORLA_VENN = new Actor("orla-venn", "Orla Venn", Actor.Kind.PERSON);
    public static final Represents ZUBROWKA = new Represents("ZB", Represents.Kind.COUNTRY, "Zubrowka");

    private static final SaidAt SAID_AT = new SaidAt(SAID, SaidAt.Precision.INSTANT);

    private Records() {}

    public static Story story(String id, String title) {
        return new Story(
                id,
                title,
                new TriggerEvent(
                        "Rudolf of Ruritania", Optional.of("We close it."), Optional.empty(), SAID, Optional.empty()),
                "border",
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    public static Reaction reaction(String story, String utterance, Stance stance) {
        return reaction(story, utterance, stance, "We regret this.");
    }

    public static Reaction reaction(String story, String utterance, Stance stance, String text) {
        return new Reaction(
                story + "|" + utterance,
                story,
                utterance,
                ORLA_VENN,
                Optional.of("President"),
                90,
                ZUBROWKA,
                text,
                Optional.empty(),
                stance,
                List.of(),
                "test",
                SAID_AT,
                3600,
                1,
                1,
                List.of(),
                1,
                Optional.empty(),
                Optional.empty());
    }

    public static ActorSummary actorSummary(String story, Stance stance, long reactions) {
        return new ActorSummary(
                story,
                ORLA_VENN,
                Optional.of("President"),
                90,
                ZUBROWKA,
                stance,
                reactions,
                reactions,
                StanceCounts.NONE.plus(stance, reactions),
                milestone(stance),
                milestone(stance),
                1,
                Optional.empty(),
                List.of());
    }

    public static CountrySummary countrySummary(String story, Stance stance) {
        return new CountrySummary(
                story,
                ZUBROWKA,
                milestone(stance),
                1,
                1,
                1,
                StanceCounts.NONE.plus(stance, 1),
                milestone(stance),
                milestone(stance),
                0,
                List.of(),
                1,
                Optional.empty(),
                List.of());
    }

    public static StorySummary storySummary(String story, long reactions) {
        return new StorySummary(
                story,
                reactions,
                reactions,
                1,
                1,
                0,
                StanceCounts.NONE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                1,
                Pace.NONE,
                List.of(),
                Optional.empty(),
                List.of());
    }

    public static <V> Place<V> of(Topic<V> topic, String key) {
        return new Place<>(topic, key);
    }

    /** A topic and a key; what is missing is where the record stands in the log. */
    public record Place<V>(Topic<V> topic, String key) {
        public ConsumerRecord<byte[], byte[]> at(int partition, long offset, long timestamp, V value) {
            return bytes(partition, offset, timestamp, topic.json().toBytes(value));
        }

        public ConsumerRecord<byte[], byte[]> tombstone(int partition, long offset, long timestamp) {
            return bytes(partition, offset, timestamp, null);
        }

        public ConsumerRecord<byte[], byte[]> bytes(int partition, long offset, long timestamp, byte[] value) {
            return new ConsumerRecord<>(
                    topic.name(),
                    partition,
                    offset,
                    timestamp,
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    key.getBytes(StandardCharsets.UTF_8),
                    value,
                    new RecordHeaders(),
                    Optional.empty());
        }
    }

    private static Milestone milestone(Stance stance) {
        return new Milestone("r", ORLA_VENN.id(), ORLA_VENN.name(), 90, stance, SAID_AT, 3600);
    }
}
