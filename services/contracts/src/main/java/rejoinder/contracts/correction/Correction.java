package rejoinder.contracts.correction;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Optional;
import rejoinder.contracts.Actor;
import rejoinder.contracts.topic.Topics;

/** What somebody set right by hand, with who and when. A later one takes the place of an earlier one on the same. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "corrects")
@JsonSubTypes({@JsonSubTypes.Type(Correction.OfReaction.class), @JsonSubTypes.Type(Correction.OfActor.class)})
public sealed interface Correction {
    /** Who set it right. */
    String by();

    /** When. */
    Instant at();

    /** Why, where that was said. */
    Optional<String> note();

    /** The record's key: what is corrected. */
    String key();

    /**
     * Whether an utterance is a reaction of a story.
     *
     * @param actor id of who said it
     * @param utterance its id; when it has merged with an earlier one since, what it has become part of
     */
    @JsonTypeName("reaction")
    record OfReaction(
            String story, String actor, String utterance, Verdict verdict, String by, Instant at, Optional<String> note)
            implements Correction {
        @Override
        public String key() {
            return Topics.key(story, utterance);
        }
    }

    /** That what was said by {@code actor} was said by {@code into}, who is the same. */
    @JsonTypeName("actor")
    record OfActor(String actor, Actor into, String by, Instant at, Optional<String> note) implements Correction {
        @Override
        public String key() {
            return actor;
        }
    }

    /** What an editor says of a reaction. */
    enum Verdict {
        /** It is one, whatever the query says. */
        PIN("pin"),
        /** It is none. */
        EXCLUDE("exclude"),
        /** The query decides again. */
        RELEASE("release");

        private final String json;

        Verdict(String json) {
            this.json = json;
        }

        /** The value in JSON. */
        @JsonValue
        public String json() {
            return json;
        }
    }
}
