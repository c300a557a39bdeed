package rejoinder.contracts.statement;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;
import java.util.Optional;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Represents;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Span;
import rejoinder.contracts.json.RecurringText;

/** What happened to one attribution by an official in one document: it was found, or it no longer stands there. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "action")
@JsonSubTypes({@JsonSubTypes.Type(Statement.Asserted.class), @JsonSubTypes.Type(Statement.Retracted.class)})
public sealed interface Statement {
    /** {@code s-} and 32 hex digits; the same for the same words of the same actor in the same document. */
    String id();

    /** Id of the actor who speaks, and the record's key. */
    String actorId();

    /** When this event's revision was observed. */
    Instant observedAt();

    /**
     * The document reports these words. Asserting a known id again replaces what was asserted before.
     *
     * @param role of the actor at that date, as the registry or the text has it
     * @param rank 0 to 100, higher speaks with more authority
     * @param speaker how the text names the speaker, and the rule that resolved the name
     * @param quote the content, as the document reports it
     * @param span of the content in the document's text
     * @param context the sentences around the content; at most 600 code points
     * @param rule that found the attribution
     */
    @JsonTypeName("asserted")
    record Asserted(
            String id,
            Actor actor,

            @JsonDeserialize(contentUsing = RecurringText.class)
            Optional<String> role,

            int rank,
            Represents represents,
            Speaker speaker,
            Type type,
            String quote,
            Span span,
            Optional<Cue> cue,
            String context,
            @JsonDeserialize(using = RecurringText.class) String rule,
            SaidAt saidAt,
            Optional<Instant> publishedAt,
            Instant observedAt,
            DocumentRef document)
            implements Statement {
        @Override
        public String actorId() {
            return actor.id();
        }
    }

    /** The document, in the revision named, no longer reports these words. */
    @JsonTypeName("retracted")
    record Retracted(String id, String actorId, Instant observedAt, String documentId, int revision)
            implements Statement {}

    /** How the document names the speaker. */
    record Speaker(
            @JsonDeserialize(using = RecurringText.class) String name,
            Optional<Span> span,
            @JsonDeserialize(using = RecurringText.class) String rule,
            ResolvedBy resolvedBy) {}

    /** The reporting verb or phrase. */
    record Cue(@JsonDeserialize(using = RecurringText.class) String text, Optional<Span> span) {}

    /**
     * The document a statement stands in.
     *
     * @param lead the beginning of its text, at most 300 code points: what the article is about
     */
    record DocumentRef(
            String id,
            int revision,
            @JsonDeserialize(using = RecurringText.class) String source,
            @JsonDeserialize(using = RecurringText.class) String outlet,
            Optional<String> url,
            Optional<String> title,

            @JsonDeserialize(contentUsing = RecurringText.class)
            Optional<String> language,

            String lead) {}

    /** How the words are reported. */
    enum Type {
        DIRECT("direct"),
        MIXED("mixed"),
        INDIRECT("indirect");

        private final String json;

        Type(String json) {
            this.json = json;
        }

        /** The value in JSON. */
        @JsonValue
        public String json() {
            return json;
        }
    }

    /** Where the actor's office is known from. */
    enum ResolvedBy {
        REGISTRY("registry"),
        TEXT("text");

        private final String json;

        ResolvedBy(String json) {
            this.json = json;
        }

        /** The value in JSON. */
        @JsonValue
        public String json() {
            return json;
        }
    }
}
