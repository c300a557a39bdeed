package rejoinder.contracts.docs;

import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topic.Partitions;
import rejoinder.contracts.topic.Topics;

/** How documents word what the code says of a topic. */
final class TopicWords {
    private TopicWords() {}

    static String kept(Topic<?> topic) {
        return switch (topic.keeping()) {
            case COMPACTED -> "compacted";
            case FOR_EVER -> "for ever";
            case SEVEN_DAYS -> "7 days";
            case THIRTY_DAYS -> "30 days";
        };
    }

    static String partitions(Topic<?> topic) {
        return topic.partitions() == Partitions.AS_CONFIGURED
                ? "as configured"
                : Integer.toString(topic.partitions().count(0));
    }

    /** Without the namespace. */
    static String name(Topics topics, Topic<?> topic) {
        return topic.name().substring(topics.namespace().length() + 1);
    }
}
