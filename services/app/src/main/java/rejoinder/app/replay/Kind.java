package rejoinder.app.replay;

import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;

/** What is replayed. */
enum Kind {
    STATEMENT,
    REACTION;

    Topic<?> topic(Topics topics) {
        return this == STATEMENT ? topics.statements() : topics.reactions();
    }

    /** Its name in events. */
    String event() {
        return this == STATEMENT ? "statement" : "reaction";
    }
}
