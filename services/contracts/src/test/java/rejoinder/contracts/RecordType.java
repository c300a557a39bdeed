package rejoinder.contracts;

import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import rejoinder.contracts.build.Build;
import rejoinder.contracts.correction.Correction;
import rejoinder.contracts.document.Document;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.contracts.document.PushedStatement;
import rejoinder.contracts.document.Submission;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.reaction.Reactor;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.source.SourceStatus;
import rejoinder.contracts.statement.RejectedStatement;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.summary.ActorSummary;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.contracts.utterance.Utterance;
import rejoinder.contracts.webhook.Webhook;
import rejoinder.contracts.webhook.WebhookStatus;

/** A record, the schema that describes it, and how to draw one. */
public record RecordType<T>(String schema, Class<T> type, Function<Draw, T> draw) {
    /** Every record that has a schema. */
    public static final List<RecordType<?>> ALL = List.of(
            new RecordType<>("source", Source.class, Draw::source),
            new RecordType<>("source-status", SourceStatus.class, Draw::sourceStatus),
            new RecordType<>("cursor", Cursor.class, Draw::cursor),
            new RecordType<>("document", Document.class, Draw::document),
            new RecordType<>("pushed-document", PushedDocument.class, Draw::pushedDocument),
            new RecordType<>("pushed-statement", PushedStatement.class, Draw::pushedStatement),
            new RecordType<>("submission", Submission.class, Draw::submission),
            new RecordType<>("statement", Statement.class, Draw::statement),
            new RecordType<>("rejected-statement", RejectedStatement.class, Draw::rejectedStatement),
            new RecordType<>("story", Story.class, Draw::story),
            new RecordType<>("correction", Correction.class, Draw::correction),
            new RecordType<>("build", Build.class, Draw::build),
            new RecordType<>("utterance", Utterance.class, Draw::utterance),
            new RecordType<>("reaction", Reaction.class, Draw::reaction),
            new RecordType<>("reactor", Reactor.class, Draw::reactor),
            new RecordType<>("actor-summary", ActorSummary.class, Draw::actorSummary),
            new RecordType<>("country-summary", CountrySummary.class, Draw::countrySummary),
            new RecordType<>("story-summary", StorySummary.class, Draw::storySummary),
            new RecordType<>("webhook", Webhook.class, Draw::webhook),
            new RecordType<>("webhook-status", WebhookStatus.class, Draw::webhookStatus));

    /** A record of some type as JSON bytes. */
    public record Sample<T>(RecordType<T> type, T value) {
        /** The bytes that are written for it. */
        public byte[] json() {
            return type.serde().toBytes(value);
        }
    }

    /** Samples of every type. */
    public static Arbitrary<Sample<?>> samples() {
        return Arbitraries.randomValue(random -> {
            RecordType<?> type = ALL.get(random.nextInt(ALL.size()));
            return type.sample(new Draw(random));
        });
    }

    /** JSON without headers. */
    public JsonSerde<T> serde() {
        return new JsonSerde<>(type);
    }

    /** One drawn value. */
    public Sample<T> sample(Draw from) {
        return new Sample<>(this, draw.apply(from));
    }

    @Override
    public String toString() {
        return schema;
    }
}
