package rejoinder.contracts.topic;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import rejoinder.contracts.build.Build;
import rejoinder.contracts.correction.Correction;
import rejoinder.contracts.document.Document;
import rejoinder.contracts.document.Submission;
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
import rejoinder.contracts.topic.Topic.Keeping;
import rejoinder.contracts.topic.Topic.Partitions;
import rejoinder.contracts.utterance.Utterance;
import rejoinder.contracts.webhook.Webhook;
import rejoinder.contracts.webhook.WebhookStatus;

/**
 * All topics of one namespace. What comes in from outside (sources, pushes, documents, stories, corrections) belongs to a
 * namespace and to everything that is rebuilt from it; what is made of that belongs to one build alone: the original one
 * has the namespace's own name, any other is called {@code NAMESPACE.NAME}. Immutable.
 */
public final class Topics {
    /** The namespace where none is set. */
    public static final String DEFAULT_NAMESPACE = "rejoinder";

    /** What the build is called that services begin with. */
    public static final String ORIGINAL = "original";

    /** What stands for whichever build is live. */
    public static final String LIVE = "live";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,60}");

    private final String namespace;
    private final String base;

    private Topics(String namespace, String base) {
        this.namespace = namespace;
        this.base = base;
    }

    /**
     * The topics whose names begin with {@code namespace} and a dot; of a build {@code NAMESPACE.NAME}, together with the
     * topics that it shares with the others.
     *
     * @throws IllegalArgumentException unless it is 1 to 61 lower-case letters, digits and hyphens, and so the name of a
     *     build behind a dot
     */
    public static Topics in(String namespace) {
        int dot = namespace.indexOf('.');
        String base = dot < 0 ? namespace : namespace.substring(0, dot);
        if (!NAME.matcher(base).matches()) {
            throw new IllegalArgumentException(
                    "a namespace is 1 to 61 lower-case letters, digits and hyphens, not \"" + namespace + "\"");
        }
        Topics original = new Topics(base, base);
        return dot < 0 ? original : original.build(namespace.substring(dot + 1));
    }

    /**
     * The topics of another build of the same namespace.
     *
     * @throws IllegalArgumentException unless it is 1 to 61 lower-case letters, digits and hyphens, and no word that
     *     topics or builds are called by
     */
    public Topics build(String name) {
        if (name.equals(ORIGINAL)) {
            return new Topics(base, base);
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a build is 1 to 61 lower-case letters, digits and hyphens, not \"" + name + "\"");
        }
        if (name.equals(LIVE) || words().contains(name)) {
            throw new IllegalArgumentException("a build can't be called \"" + name + "\"; choose another name");
        }
        return new Topics(base + "." + name, base);
    }

    /** The prefix of all names that are its own, without its dot. */
    public String namespace() {
        return namespace;
    }

    /** The prefix of the names that it shares with other builds, without its dot. */
    public String base() {
        return base;
    }

    /** What it is called among the builds of its namespace. */
    public String build() {
        return isOriginal() ? ORIGINAL : namespace.substring(base.length() + 1);
    }

    /** Whether it is the build that services begin with. */
    public boolean isOriginal() {
        return namespace.equals(base);
    }

    private static Set<String> words() {
        return new Topics("n", "n")
                .all().stream().map(topic -> topic.name().split("\\.", 3)[1]).collect(Collectors.toUnmodifiableSet());
    }

    /** Key: source id. */
    public Topic<Source> sources() {
        return shared("sources", Source.class, "source", "1.1.0", Keeping.COMPACTED, s -> Optional.empty());
    }

    /** How each source is doing. Key: source id, or {@code canary-} and a kind. */
    public Topic<SourceStatus> sourceStatus() {
        return shared(
                "sources.status",
                SourceStatus.class,
                "source-status",
                "1.0.0",
                Keeping.COMPACTED,
                s -> Optional.of(s.at()));
    }

    /**
     * Key: {@link #cursorKey}. A cursor stands in the partition that its source's definition, or the submission it
     * comes from, has in its topic: who follows a partition of those needs only the same one of these.
     */
    public Topic<Cursor> cursors() {
        return new Topic<>(
                namespace + ".cursors",
                Cursor.class,
                new SchemaVersion("cursor", "1.1.0"),
                Keeping.COMPACTED,
                Partitions.TWELVE,
                c -> Optional.empty());
    }

    /** What the push API accepted, on its way to the ingestor. Key: document id. */
    public Topic<Submission> submissions() {
        return shared(
                "submissions",
                Submission.class,
                "submission",
                "1.0.0",
                Keeping.SEVEN_DAYS,
                s -> Optional.of(s.receivedAt()));
    }

    /** Key: document id. */
    public Topic<Document> documents() {
        return new Topic<>(
                base + ".documents",
                Document.class,
                new SchemaVersion("document", "1.0.0"),
                Keeping.FOR_EVER,
                Partitions.AS_CONFIGURED,
                d -> Optional.of(d.observedAt()));
    }

    /** Key: actor id. */
    public Topic<Statement> statements() {
        return topic(
                "statements",
                Statement.class,
                "statement",
                "1.0.0",
                Keeping.FOR_EVER,
                s -> Optional.of(s.observedAt()));
    }

    /** Statements whose actor turned out to be another one, under that one's id. Key: actor id. */
    public Topic<Statement> movedStatements() {
        return topic(
                "statements.moved",
                Statement.class,
                "statement",
                "1.0.0",
                Keeping.FOR_EVER,
                s -> Optional.of(s.observedAt()));
    }

    /** Key and value as received; the reason in headers, see {@link Rejections}. */
    public Topic<RejectedStatement> rejected() {
        return topic(
                "statements.rejected",
                RejectedStatement.class,
                "rejected-statement",
                "1.0.0",
                Keeping.THIRTY_DAYS,
                r -> Optional.of(r.at()));
    }

    /** Key: story id; null deletes the story. */
    public Topic<Story> stories() {
        return new Topic<>(
                base + ".stories",
                Story.class,
                new SchemaVersion("story", "1.0.0"),
                Keeping.COMPACTED,
                Partitions.ONE,
                s -> Optional.empty());
    }

    /** Key: what is corrected, {@link Correction#key()}. */
    public Topic<Correction> corrections() {
        return new Topic<>(
                base + ".corrections",
                Correction.class,
                new SchemaVersion("correction", "1.0.0"),
                Keeping.FOR_EVER,
                Partitions.ONE,
                c -> Optional.of(c.at()));
    }

    /** What was rebuilt, and which build is live. Key: the build's name; null when it was dropped. */
    public Topic<Build> builds() {
        return new Topic<>(
                base + ".builds",
                Build.class,
                new SchemaVersion("build", "1.0.0"),
                Keeping.COMPACTED,
                Partitions.ONE,
                b -> Optional.empty());
    }

    /** Key: {@link #key actor id and utterance id}; null when the last report was retracted. */
    public Topic<Utterance> utterances() {
        return topic(
                "utterances",
                Utterance.class,
                "utterance",
                "1.1.0",
                Keeping.COMPACTED,
                u -> Optional.of(u.saidAt().at()));
    }

    /** Key: {@link #key story id and utterance id}; null when the reaction no longer holds. */
    public Topic<Reaction> reactions() {
        return topic(
                "reactions",
                Reaction.class,
                "reaction",
                "1.1.0",
                Keeping.FOR_EVER,
                r -> Optional.of(r.saidAt().at()));
    }

    /**
     * Who has reacted, told to every partition. Key: {@link #key story id}, code and actor id; null when he has not any
     * more.
     */
    public Topic<Reactor> reactors() {
        return topic("reactors", Reactor.class, "reactor", "1.0.0", Keeping.COMPACTED, r -> Optional.empty());
    }

    /** Key: {@link #key story id and actor id}. */
    public Topic<ActorSummary> actorSummaries() {
        return topic(
                "summaries.actor",
                ActorSummary.class,
                "actor-summary",
                "1.1.0",
                Keeping.COMPACTED,
                s -> Optional.empty());
    }

    /** Key: {@link #key story id and code}. */
    public Topic<CountrySummary> countrySummaries() {
        return topic(
                "summaries.country",
                CountrySummary.class,
                "country-summary",
                "1.1.0",
                Keeping.COMPACTED,
                s -> Optional.empty());
    }

    /** Key: story id. */
    public Topic<StorySummary> storySummaries() {
        return topic(
                "summaries.story",
                StorySummary.class,
                "story-summary",
                "1.1.0",
                Keeping.COMPACTED,
                s -> Optional.empty());
    }

    /** Rules, and who is told when they are met. Key: webhook id; null deletes it. */
    public Topic<Webhook> webhooks() {
        return shared("webhooks", Webhook.class, "webhook", "1.0.0", Keeping.COMPACTED, w -> Optional.empty());
    }

    /** How far each webhook is. Key: webhook id. */
    public Topic<WebhookStatus> webhookStatus() {
        return shared(
                "webhooks.status",
                WebhookStatus.class,
                "webhook-status",
                "1.0.0",
                Keeping.COMPACTED,
                s -> Optional.of(s.at()));
    }

    /** Every topic, in the order of the flow. */
    public List<Topic<?>> all() {
        return List.of(
                sources(),
                sourceStatus(),
                cursors(),
                submissions(),
                documents(),
                statements(),
                movedStatements(),
                rejected(),
                stories(),
                corrections(),
                builds(),
                utterances(),
                reactions(),
                reactors(),
                actorSummaries(),
                countrySummaries(),
                storySummaries(),
                webhooks(),
                webhookStatus());
    }

    /** The topics that no other build shares. */
    public List<Topic<?>> own() {
        return List.of(
                cursors(),
                statements(),
                movedStatements(),
                rejected(),
                utterances(),
                reactions(),
                reactors(),
                actorSummaries(),
                countrySummaries(),
                storySummaries());
    }

    /** A key of two parts; the first may not contain the separator. */
    public static String key(String first, String second) {
        if (first.indexOf('|') >= 0) {
            throw new IllegalArgumentException("'|' separates the parts of a key and can't stand in \"" + first + "\"");
        }
        return first + "|" + second;
    }

    /** Key of a cursor: source id and item. */
    public static String cursorKey(Cursor cursor) {
        return key(cursor.source(), cursor.item());
    }

    private <V> Topic<V> shared(
            String name,
            Class<V> type,
            String schema,
            String version,
            Keeping keeping,
            Function<V, Optional<Instant>> time) {
        return new Topic<>(
                base + "." + name, type, new SchemaVersion(schema, version), keeping, Partitions.TWELVE, time);
    }

    private <V> Topic<V> topic(
            String name,
            Class<V> type,
            String schema,
            String version,
            Keeping keeping,
            Function<V, Optional<Instant>> time) {
        return new Topic<>(
                namespace + "." + name,
                type,
                new SchemaVersion(schema, version),
                keeping,
                Partitions.AS_CONFIGURED,
                time);
    }
}
