package rejoinder.ingestor.rebuild;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.document.Document;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.topic.Topics;
import rejoinder.ingestor.Ingestor;
import rejoinder.ingestor.document.DocumentPipeline;
import rejoinder.ingestor.log.TransactionalProducer;
import rejoinder.reading.Reader;

/**
 * Reads all documents of a namespace again into a build beside the live one: their statements as they are read today,
 * statements that came without a document as they are, and the cursors, which then know what the build's statements are.
 * Each piece is written in one transaction with how far it is: killed and started again, it goes on where it was. It
 * changes nothing of the live build. A second one of the same build ends the first. For one thread.
 */
public final class Rereading implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rereading.class);
    private static final int PIECES_AHEAD = 2;

    private final String bootstrapServers;
    private final Topics live;
    private final Topics build;
    private final DocumentPipeline pipeline;
    private final TransactionalProducer producer;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> member;
    private final ExecutorService readers;
    private final int cores = Runtime.getRuntime().availableProcessors();
    private final JsonSerde<Document> documentJson = new JsonSerde<>(Document.class);
    private final JsonSerde<Cursor> cursorJson = new JsonSerde<>(Cursor.class);
    private final Said said = new Said();
    private final Map<TopicPartition, Long> done;
    private long documents;
    private long statements;
    private long carried;
    private long unread;

    /** Is told how far each part of the work is. */
    public interface Watcher {
        /**
         * Is told once a piece is done.
         *
         * @param what topic that is read, without its prefix
         * @param at how much of it is done
         * @param most how much there is to do
         */
        void at(String what, long at, long most);
    }

    /**
     * What has been done since this process began.
     *
     * @param documents revisions that were read
     * @param statements that were asserted or retracted
     * @param carried statements that came without a document
     * @param unread records that are none of ours
     */
    public record Outcome(long documents, long statements, long carried, long unread) {}

    /** Where everything stood at one moment. */
    private record Marks(
            Map<TopicPartition, OffsetAndMetadata> submissions,
            Map<TopicPartition, Long> cursors,
            Map<TopicPartition, Long> statements,
            Map<TopicPartition, Long> documents) {}

    /**
     * Opens a build, whose topics must exist, and looks how far it is.
     *
     * @param live the build that is live
     */
    public static Rereading open(String bootstrapServers, Topics live, Topics build, Reader reader, Watcher watcher) {
        Rereading rereading = new Rereading(bootstrapServers, live, build, reader);
        try {
            rereading.remember(watcher);
            return rereading;
        } catch (RuntimeException e) {
            rereading.close();
            throw e;
        }
    }

    private Rereading(String bootstrapServers, Topics live, Topics build, Reader reader) {
        this.bootstrapServers = bootstrapServers;
        this.live = live;
        this.build = build;
        this.pipeline = new DocumentPipeline(reader);
        this.admin = Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        this.producer = new TransactionalProducer(bootstrapServers, group(build));
        // Never subscribes; it only names the group.
        this.member = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group(build),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.readers = Executors.newFixedThreadPool(cores, work -> {
            Thread thread = new Thread(work, "rereading");
            thread.setDaemon(true);
            return thread;
        });
        this.done = positions(group(build));
    }

    /** The consumer group that holds how far a build is. */
    public static String group(Topics build) {
        return build.namespace() + "-rebuild";
    }

    /** What has been done since this was opened. */
    public Outcome outcome() {
        return new Outcome(documents, statements, carried, unread);
    }

    /**
     * Reads what has come in and not been read again; returns whether the build then holds exactly what the live one did
     * at one moment. If not, more came in meanwhile.
     */
    public boolean catchUp(Watcher watcher) {
        Marks marks = marks();
        readDocuments(marks.documents(), watcher);
        carryStatements(marks.statements(), watcher);
        copyCursors(marks.cursors(), watcher);
        return marks.equals(marks());
    }

    /**
     * Has the build's ingestors go on with pushes where the live one's are, if nothing has come in since the last {@link
     * #catchUp}; returns whether that is so.
     */
    public boolean handOver() {
        Marks marks = marks();
        boolean caughtUp = reached(marks.documents()) && reached(marks.statements()) && reached(marks.cursors());
        if (!caughtUp) {
            return false;
        }
        if (!marks.submissions().isEmpty()) {
            get(admin.alterConsumerGroupOffsets(Ingestor.group(build), marks.submissions())
                    .all());
        }
        return marks.equals(marks());
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> end.getValue() == 0 || done.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** Cursors and statements first: whatever one of them stands for, its document is then among those that are read. */
    private Marks marks() {
        Map<TopicPartition, OffsetAndMetadata> submissions = new HashMap<>();
        positionsOf(Ingestor.group(live)).forEach((partition, offset) -> {
            if (partition.topic().equals(live.submissions().name())) {
                submissions.put(partition, new OffsetAndMetadata(offset.offset()));
            }
        });
        return new Marks(
                submissions,
                Stretch.ends(bootstrapServers, live.cursors().name()),
                Stretch.ends(bootstrapServers, live.statements().name()),
                Stretch.ends(bootstrapServers, live.documents().name()));
    }

    /** What was read before this process began, from what it left in the log. */
    private void remember(Watcher watcher) {
        Map<TopicPartition, Long> read = only(done, live.documents().name());
        if (read.isEmpty()) {
            return;
        }
        each(Map.of(), read, watcher, "documents known", (records, moved) -> {
            records.forEach(record -> said.put(text(record.key()), List.of()));
        });
        Map<TopicPartition, Long> written =
                Stretch.ends(bootstrapServers, build.statements().name());
        each(Map.of(), written, watcher, "statements known", (records, moved) -> records.forEach(this::remember));
    }

    private void remember(ConsumerRecord<byte[], byte[]> record) {
        Brief brief = Brief.of(record.value());
        if (said.knows(brief.document())) {
            if (brief.retracted()) {
                said.remove(brief.document(), brief.id());
            } else {
                said.add(brief.document(), new Cursor.Said(brief.id(), text(record.key())));
            }
        }
    }

    private void readDocuments(Map<TopicPartition, Long> ends, Watcher watcher) {
        Deque<Piece> ahead = new ArrayDeque<>();
        each(done, ends, watcher, "documents", (records, moved) -> {
            ahead.add(new Piece(begin(records), moved));
            if (ahead.size() > PIECES_AHEAD) {
                finish(ahead.remove());
            }
        });
        while (!ahead.isEmpty()) {
            finish(ahead.remove());
        }
    }

    /** Documents that are being read, and where the log goes on behind them. */
    private record Piece(List<Future<List<Read>>> shares, Map<TopicPartition, Long> moved) {}

    /** A document that has been read again; empty when it is none of ours. */
    private record Read(
            Optional<Document> document, List<Cursor.Said> said, List<ProducerRecord<byte[], byte[]>> records) {}

    private List<Future<List<Read>>> begin(List<ConsumerRecord<byte[], byte[]>> records) {
        int size = Math.max(1, records.size() / (8 * cores));
        List<Future<List<Read>>> shares = new ArrayList<>();
        for (int from = 0; from < records.size(); from += size) {
            List<ConsumerRecord<byte[], byte[]>> share = records.subList(from, Math.min(from + size, records.size()));
            shares.add(readers.submit(() -> share.stream().map(this::read).toList()));
        }
        return shares;
    }

    private Read read(ConsumerRecord<byte[], byte[]> record) {
        Document document;
        try {
            document = documentJson.fromBytes(record.value());
        } catch (SerializationException e) {
            LOG.warn("{}-{}@{} is no document", record.topic(), record.partition(), record.offset(), e);
            return new Read(Optional.empty(), List.of(), List.of());
        }
        List<Cursor.Said> ids = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Statement.Asserted statement : pipeline.reread(document)) {
            ids.add(new Cursor.Said(statement.id(), statement.actorId()));
            records.add(producer.record(build.statements(), Optional.empty(), statement.actorId(), statement));
        }
        return new Read(Optional.of(document), ids, records);
    }

    private void finish(Piece piece) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        long read = 0;
        for (Future<List<Read>> share : piece.shares()) {
            for (Read one : get(share)) {
                records.addAll(one.records());
                if (one.document().isPresent()) {
                    records.addAll(retracted(one.document().get(), one.said()));
                    read++;
                } else {
                    unread++;
                }
            }
        }
        write(records, piece.moved());
        documents += read;
        statements += records.size();
    }

    /** What an earlier revision said and this one does not. */
    private List<ProducerRecord<byte[], byte[]>> retracted(Document document, List<Cursor.Said> now) {
        List<Cursor.Said> before = said.of(document.id()).orElse(List.of());
        said.put(document.id(), now);
        if (before.isEmpty()) {
            return List.of();
        }
        Set<String> kept = new HashSet<>();
        now.forEach(one -> kept.add(one.statement()));
        return before.stream()
                .filter(one -> !kept.contains(one.statement()))
                .map(one -> new Statement.Retracted(
                        one.statement(), one.actor(), document.observedAt(), document.id(), document.revision()))
                .map(gone -> producer.record(build.statements(), Optional.empty(), gone.actorId(), gone))
                .toList();
    }

    /** Whoever writes to the topic of statements without a document goes on being heard. */
    private void carryStatements(Map<TopicPartition, Long> ends, Watcher watcher) {
        each(done, ends, watcher, "statements", (records, moved) -> {
            List<ProducerRecord<byte[], byte[]>> kept = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.value() == null
                        || !said.knows(Brief.of(record.value()).document())) {
                    kept.add(new ProducerRecord<>(
                            build.statements().name(),
                            null,
                            record.timestamp(),
                            record.key(),
                            record.value(),
                            record.headers()));
                }
            }
            write(kept, moved);
            carried += kept.size();
        });
    }

    private void copyCursors(Map<TopicPartition, Long> ends, Watcher watcher) {
        each(done, ends, watcher, "cursors", (records, moved) -> {
            List<ProducerRecord<byte[], byte[]>> copied = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.value() == null) {
                    copied.add(new ProducerRecord<>(build.cursors().name(), record.partition(), record.key(), null));
                } else {
                    copied.add(producer.record(
                            build.cursors(),
                            Optional.of(record.partition()),
                            text(record.key()),
                            inBuild(cursorJson.fromBytes(record.value()))));
                }
            }
            write(copied, moved);
        });
    }

    private Cursor inBuild(Cursor cursor) {
        List<Cursor.Said> says = cursor.document().flatMap(said::of).orElse(List.of());
        return new Cursor(
                cursor.source(),
                cursor.item(),
                cursor.document(),
                cursor.fingerprint(),
                cursor.revision(),
                cursor.size(),
                cursor.modifiedAt(),
                says.stream()
                        .sorted(Comparator.comparing(Cursor.Said::statement))
                        .toList(),
                cursor.position());
    }

    private void write(List<ProducerRecord<byte[], byte[]>> records, Map<TopicPartition, Long> moved) {
        producer.write(records, moved, member.groupMetadata());
        done.putAll(moved);
    }

    private interface Taking {
        void take(List<ConsumerRecord<byte[], byte[]>> records, Map<TopicPartition, Long> moved);
    }

    private void each(
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> ends,
            Watcher watcher,
            String what,
            Taking taking) {
        Map<TopicPartition, Long> open = new HashMap<>(ends);
        open.entrySet().removeIf(end -> from.getOrDefault(end.getKey(), 0L) >= end.getValue());
        if (open.isEmpty()) {
            return;
        }
        try (Stretch stretch = new Stretch(bootstrapServers, from, open)) {
            long[] at = {0};
            stretch.forEach((records, moved) -> {
                taking.take(records, moved);
                at[0] += records.size();
                watcher.at(what, at[0], stretch.length());
            });
            watcher.at(what, stretch.length(), stretch.length());
        }
    }

    private static Map<TopicPartition, Long> only(Map<TopicPartition, Long> positions, String topic) {
        Map<TopicPartition, Long> some = new HashMap<>(positions);
        some.keySet().removeIf(partition -> !partition.topic().equals(topic));
        return some;
    }

    private Map<TopicPartition, Long> positions(String group) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        positionsOf(group).forEach((partition, offset) -> positions.put(partition, offset.offset()));
        return positions;
    }

    /** The broker answers only when no transaction is pending on them. */
    private Map<TopicPartition, OffsetAndMetadata> positionsOf(String group) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(get(admin.listConsumerGroupOffsets(
                        Map.of(group, new ListConsumerGroupOffsetsSpec()),
                        new ListConsumerGroupOffsetsOptions().requireStable(true))
                .partitionsToOffsetAndMetadata(group)));
        offsets.values().removeIf(offset -> offset == null);
        return offsets;
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rebuilding", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("rebuilding failed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        readers.shutdownNow();
        producer.close();
        member.close();
        admin.close();
        said.close();
    }

    /** Of a statement no more than this needs. */
    private record Brief(String id, String document, boolean retracted) {
        private static final Brief NOTHING = new Brief("", "", false);

        static Brief of(byte[] statement) {
            if (statement == null) {
                return NOTHING;
            }
            String id = "";
            String document = "";
            boolean retracted = false;
            try (JsonParser json = Json.mapper().getFactory().createParser(statement)) {
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    return NOTHING;
                }
                for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                    JsonToken token = json.nextToken();
                    switch (field) {
                        case "id" -> id = json.getText();
                        case "action" -> retracted = "retracted".equals(json.getText());
                        case "documentId" -> document = json.getText();
                        case "document" -> document = token == JsonToken.START_OBJECT ? idIn(json) : "";
                        default -> {
                            if (token.isStructStart()) {
                                json.skipChildren();
                            }
                        }
                    }
                }
                return new Brief(id, document, retracted);
            } catch (IOException notOurs) {
                return NOTHING;
            }
        }

        /** The id of the object that begins here; the parser is left at its end. */
        private static String idIn(JsonParser json) throws IOException {
            String id = "";
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                JsonToken token = json.nextToken();
                if (field.equals("id")) {
                    id = json.getText();
                } else if (token.isStructStart()) {
                    json.skipChildren();
                }
            }
            return id;
        }
    }
}
