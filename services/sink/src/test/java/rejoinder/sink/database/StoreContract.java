package rejoinder.sink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rejoinder.sink.Records.TOPICS;
import static rejoinder.sink.Records.actorSummary;
import static rejoinder.sink.Records.countrySummary;
import static rejoinder.sink.Records.reaction;
import static rejoinder.sink.Records.story;
import static rejoinder.sink.Records.storySummary;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rejoinder.contracts.Stance;
import rejoinder.contracts.document.Document;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.sink.Records;
import rejoinder.sink.change.Change;
import rejoinder.sink.change.ChangeReader;

/** What every database must hold to. */
abstract class StoreContract {
    private static final String KEY = "border|u-1";
    private static final Records.Place<Reaction> REACTION = Records.of(TOPICS.reactions(), KEY);
    private static final TopicPartition REACTIONS =
            new TopicPartition(TOPICS.reactions().name(), 0);
    private static final Refusals NONE_REFUSED = (change, why) -> {
        throw new AssertionError("refused: " + why);
    };
    private static final List<String> TABLES = List.of(
            "stories",
            "reactions",
            "actor_summaries",
            "country_summaries",
            "story_summaries",
            "summary_history",
            "documents",
            "topic_offsets");

    private final ChangeReader reader = new ChangeReader(TOPICS);
    private Database database;
    private Store store;

    /** Opens a database that is empty at the first call of a test, and the same one at later calls. */
    abstract Database open() throws Exception;

    @BeforeEach
    void openDatabase() throws Exception {
        database = open();
        store = new Store(database);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void ofADocumentOnlyThePlaceOfItsNewestRevisionIsKept() {
        Records.Place<Document> place = Records.of(TOPICS.documents(), "tribune:1");

        write(0, 2, place.at(0, 0, 1000, document(1)), place.at(0, 1, 2000, document(2)));

        assertThat(one("SELECT id || ' ' || revision || ' ' || log_offset FROM documents"))
                .contains("tribune:1 2 1");
    }

    private static Document document(int revision) {
        return new Document(
                "tribune:1",
                revision,
                "a-source",
                "Tribune",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Records.SAID,
                "We regret this.",
                Optional.empty(),
                false,
                List.of());
    }

    @Test
    void everyKindOfRecordIsARowWithItsJsonToTheByte() {
        Reaction reaction = reaction("border", "u-1", Stance.CONCERN, "Grüße aus Zubrowka 🏔");

        write(
                0,
                5,
                Records.of(TOPICS.stories(), "border").at(0, 0, 10, story("border", "The border")),
                REACTION.at(0, 1, 20, reaction),
                Records.of(TOPICS.actorSummaries(), "border|orla-venn")
                        .at(0, 2, 30, actorSummary("border", Stance.CONCERN, 1)),
                Records.of(TOPICS.countrySummaries(), "border|ZB")
                        .at(0, 3, 40, countrySummary("border", Stance.CONCERN)),
                Records.of(TOPICS.storySummaries(), "border").at(0, 4, 50, storySummary("border", 1)));

        assertThat(one("SELECT id, title, trigger_actor, trigger_at, updated_at FROM stories"))
                .isEqualTo("border|The border|Rudolf of Ruritania|" + Records.SAID.toEpochMilli() + "|10");
        assertThat(one(
                        "SELECT story, utterance, log_partition, log_offset, valid_from, valid_to, id, actor_id, actor_name,"
                                + " represents, represents_kind, role, rank, stance, said_at, lag_seconds, language, text,"
                                + " report_count, outlet_count FROM reactions"))
                .isEqualTo("border|u-1|0|1|20|null|border|u-1|orla-venn|Orla Venn|ZB|country|President|90|concern|"
                        + Records.SAID.toEpochMilli() + "|3600|null|Grüße aus Zubrowka 🏔|1|1");
        assertThat(one("SELECT json FROM reactions").getBytes(StandardCharsets.UTF_8))
                .isEqualTo(TOPICS.reactions().json().toBytes(reaction));
        assertThat(one("SELECT story, actor_id, actor_name, represents, rank, stance, reactions FROM actor_summaries"))
                .isEqualTo("border|orla-venn|Orla Venn|ZB|90|concern|1");
        assertThat(one("SELECT story, represents, represents_name, official_stance, official_actor, actors, dissenters"
                        + " FROM country_summaries"))
                .isEqualTo("border|ZB|Zubrowka|concern|orla-venn|1|0");
        assertThat(one("SELECT story, reactions, actors, countries, organisations FROM story_summaries"))
                .isEqualTo("border|1|1|1|0");
    }

    @Test
    void aBatchAndItsOffsetsAreWrittenTogetherOrNotAtAll() {
        write(0, 1, REACTION.at(0, 0, 10, reaction("border", "u-1", Stance.CONCERN)));
        Map<String, List<String>> before = contents();
        Change torn = change(Records.of(TOPICS.storySummaries(), "border").at(0, 2, 30, storySummary("border", 1)));
        Change unwritable = new Change(torn.table(), Map.of("nothing", "of that name"), torn.values(), torn.record());

        assertThatThrownBy(() -> store.write(
                        new Batch(
                                List.of(
                                        change(REACTION.at(0, 1, 20, reaction("border", "u-1", Stance.CONDEMN))),
                                        unwritable),
                                List.of(new Batch.Move(REACTIONS, OptionalLong.of(1), 3))),
                        NONE_REFUSED))
                .isInstanceOf(RuntimeException.class);

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void positionsAreKnownAfterReopening() throws Exception {
        write(0, 7, REACTION.at(0, 0, 10, reaction("border", "u-1", Stance.CONCERN)));

        database.close();
        openDatabase();

        TopicPartition other = new TopicPartition(REACTIONS.topic(), 1);
        assertThat(store.positions(Set.of(REACTIONS, other))).isEqualTo(Map.of(REACTIONS, 7L));
    }

    @Test
    void theDatabaseKeepsItsIdentity() throws Exception {
        String identity = database.identity();

        database.close();
        openDatabase();

        assertThat(database.identity()).isEqualTo(identity).isNotBlank();
    }

    @Test
    void replayOfABatchChangesNothing() {
        ConsumerRecord<byte[], byte[]> first = REACTION.at(0, 0, 10, reaction("border", "u-1", Stance.CONCERN));
        ConsumerRecord<byte[], byte[]> second = REACTION.at(0, 1, 20, reaction("border", "u-1", Stance.CONDEMN));
        write(0, 2, first, second);
        Map<String, List<String>> before = contents();

        assertThat(write(0, 2, first, second)).isEqualTo(Outcome.STALE);

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void historyIsTheSameWhenItIsReplayedFromTheStart() {
        List<ConsumerRecord<byte[], byte[]>> records = List.of(
                REACTION.at(0, 0, 10, reaction("border", "u-1", Stance.CONCERN)),
                REACTION.at(0, 1, 20, reaction("border", "u-1", Stance.CONDEMN)),
                REACTION.tombstone(0, 2, 30));
        write(0, 3, records);
        Map<String, List<String>> before = contents();
        execute("DELETE FROM topic_offsets");

        write(0, 3, records);

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aWriterThatWasOvertakenWritesNothing() {
        write(0, 1, REACTION.at(0, 0, 10, reaction("border", "u-1", Stance.CONCERN)));
        write(1, 2, REACTION.at(0, 1, 20, reaction("border", "u-1", Stance.CONDEMN)));
        Map<String, List<String>> before = contents();

        Outcome late = write(1, 3, REACTION.at(0, 2, 30, reaction("border", "u-1", Stance.WELCOME)));

        assertThat(late).isEqualTo(Outcome.STALE);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void ofSeveralPartitionsOneStaleOneUndoesAll() {
        TopicPartition other = new TopicPartition(REACTIONS.topic(), 1);
        write(0, 1, REACTION.at(0, 0, 10, reaction("border", "u-1", Stance.CONCERN)));

        Outcome outcome = store.write(
                new Batch(
                        List.of(),
                        List.of(
                                new Batch.Move(other, OptionalLong.empty(), 4),
                                new Batch.Move(REACTIONS, OptionalLong.empty(), 1))),
                NONE_REFUSED);

        assertThat(outcome).isEqualTo(Outcome.STALE);
        assertThat(store.positions(Set.of(other))).isEmpty();
    }

    @Test
    void eachVersionHoldsUntilTheNext() {
        write(
                0,
                3,
                REACTION.at(0, 0, 10, reaction("border", "u-1", Stance.CONCERN)),
                REACTION.at(0, 1, 20, reaction("border", "u-1", Stance.CONDEMN)));
        write(3, 4, REACTION.at(0, 3, 30, reaction("border", "u-1", Stance.WELCOME)));

        assertThat(rows("SELECT log_offset, valid_from, valid_to, stance FROM reactions ORDER BY log_offset"))
                .containsExactly("0|10|20|concern", "1|20|30|condemn", "3|30|null|welcome");
        assertThat(rows("SELECT log_offset FROM current_reactions")).containsExactly("3");
    }

    @Test
    void aTombstoneEndsAReactionAndKeepsItsHistory() {
        write(0, 1, REACTION.at(0, 0, 10, reaction("border", "u-1", Stance.CONCERN)));

        write(1, 2, REACTION.tombstone(0, 1, 20));

        assertThat(rows("SELECT valid_from, valid_to FROM reactions")).containsExactly("10|20");
        assertThat(rows("SELECT id FROM current_reactions")).isEmpty();
    }

    @Test
    void aReactionComesBackAfterItsTombstone() {
        write(
                0,
                3,
                REACTION.at(0, 0, 10, reaction("border", "u-1", Stance.CONCERN)),
                REACTION.tombstone(0, 1, 20),
                REACTION.at(0, 2, 30, reaction("border", "u-1", Stance.CONCERN)));

        assertThat(rows("SELECT valid_from, valid_to FROM reactions ORDER BY log_offset"))
                .containsExactly("10|20", "30|null");
    }

    @Test
    void twoVersionsNeverHoldAtOnceEvenWhereTimestampsGoBack() {
        long[] timestamps = {50, 70, 30, 60, 65};
        List<ConsumerRecord<byte[], byte[]>> records = IntStream.range(0, timestamps.length)
                .mapToObj(i -> i == 2
                        ? REACTION.tombstone(0, i, timestamps[i])
                        : REACTION.at(0, i, timestamps[i], reaction("border", "u-1", Stance.CONCERN)))
                .toList();
        for (int i = 0; i < timestamps.length; i++) {
            write(i, i + 1, List.of(records.get(i)));
        }

        for (long moment = 0; moment <= 80; moment += 5) {
            assertThat(asOf(moment)).as("as of %s", moment).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(rows("SELECT valid_from, valid_to FROM reactions WHERE valid_to < valid_from"))
                .isEmpty();
        assertThat(rows("SELECT log_offset FROM current_reactions")).containsExactly("4");
    }

    @Test
    void theStateAsOfAMomentIsAQuery() {
        Records.Place<Reaction> second = Records.of(TOPICS.reactions(), "border|u-2");
        write(
                0,
                5,
                REACTION.at(0, 0, 10, reaction("border", "u-1", Stance.CONCERN)),
                second.at(0, 1, 20, reaction("border", "u-2", Stance.WELCOME)),
                REACTION.at(0, 2, 30, reaction("border", "u-1", Stance.CONDEMN)),
                second.tombstone(0, 3, 40));

        assertThat(asOf(9)).isEmpty();
        assertThat(asOf(10)).containsExactly("u-1|concern");
        assertThat(asOf(25)).containsExactly("u-1|concern", "u-2|welcome");
        assertThat(asOf(30)).containsExactly("u-1|condemn", "u-2|welcome");
        assertThat(asOf(40)).containsExactly("u-1|condemn");
    }

    @Test
    void theNewestStoryAndSummaryWin() {
        write(
                0,
                2,
                Records.of(TOPICS.stories(), "border").at(0, 0, 10, story("border", "Old title")),
                Records.of(TOPICS.stories(), "border").at(0, 1, 20, story("border", "New title")));
        write(
                2,
                3,
                Records.of(TOPICS.actorSummaries(), "border|orla-venn")
                        .at(0, 0, 10, actorSummary("border", Stance.CONCERN, 1)));
        write(
                3,
                4,
                Records.of(TOPICS.actorSummaries(), "border|orla-venn")
                        .at(0, 1, 20, actorSummary("border", Stance.CONDEMN, 2)));

        assertThat(rows("SELECT title, updated_at FROM stories")).containsExactly("New title|20");
        assertThat(rows("SELECT stance, reactions FROM actor_summaries")).containsExactly("condemn|2");
    }

    @Test
    void tombstonesDeleteStoriesAndSummaries() {
        write(
                0,
                4,
                Records.of(TOPICS.stories(), "border").at(0, 0, 10, story("border", "The border")),
                Records.of(TOPICS.actorSummaries(), "border|orla-venn")
                        .at(0, 1, 10, actorSummary("border", Stance.CONCERN, 1)),
                Records.of(TOPICS.countrySummaries(), "border|ZB")
                        .at(0, 2, 10, countrySummary("border", Stance.CONCERN)),
                Records.of(TOPICS.storySummaries(), "border").at(0, 3, 10, storySummary("border", 1)));

        write(
                4,
                8,
                Records.of(TOPICS.stories(), "border").tombstone(0, 4, 20),
                Records.of(TOPICS.actorSummaries(), "border|orla-venn").tombstone(0, 5, 20),
                Records.of(TOPICS.countrySummaries(), "border|ZB").tombstone(0, 6, 20),
                Records.of(TOPICS.storySummaries(), "border").tombstone(0, 7, 20));

        Map<String, List<String>> left = contents();
        left.remove("topic_offsets");
        assertThat(left.remove("summary_history")).as("history stays").hasSize(3);
        assertThat(left.values()).allSatisfy(rows -> assertThat(rows).isEmpty());
    }

    @Test
    void deletingAStoryLeavesItsReactionsToTheirOwnTombstones() {
        write(
                0,
                2,
                Records.of(TOPICS.stories(), "border").at(0, 0, 10, story("border", "The border")),
                REACTION.at(0, 1, 10, reaction("border", "u-1", Stance.CONCERN)));

        write(2, 3, Records.of(TOPICS.stories(), "border").tombstone(0, 2, 20));

        assertThat(rows("SELECT id FROM stories")).isEmpty();
        assertThat(rows("SELECT id FROM current_reactions")).containsExactly(KEY);
    }

    @Test
    void whatTheDatabaseRefusesIsHandedOverAndTheRestIsWritten() {
        Change good = change(REACTION.at(0, 0, 10, reaction("border", "u-1", Stance.CONCERN)));
        Change other = change(
                Records.of(TOPICS.reactions(), "border|u-2").at(0, 1, 10, reaction("border", "u-2", Stance.CONCERN)));
        Map<String, Object> withoutText = new TreeMap<>(other.values());
        withoutText.put("text", Optional.empty());
        Change bad = new Change(other.table(), other.key(), withoutText, other.record());
        List<Change> refused = new ArrayList<>();

        Outcome outcome = store.write(
                new Batch(List.of(bad, good), List.of(new Batch.Move(REACTIONS, OptionalLong.empty(), 2))),
                (change, why) -> refused.add(change));

        assertThat(outcome).isEqualTo(Outcome.WRITTEN);
        assertThat(refused).containsExactly(bad);
        assertThat(rows("SELECT id FROM reactions")).containsExactly(KEY);
        assertThat(store.positions(Set.of(REACTIONS))).containsEntry(REACTIONS, 2L);
    }

    @Test
    void charactersNoDatabaseCanHoldAreReplacedInColumnsOnly() {
        write(0, 1, REACTION.at(0, 0, 10, reaction("border", "u-1", Stance.CONCERN, "nul \0 and 🏔")));

        assertThat(one("SELECT text FROM reactions")).isEqualTo("nul \uFFFD and 🏔");
        assertThat(one("SELECT json FROM reactions")).contains("nul \\u0000 and ");
    }

    @Test
    void everyVersionOfASummaryIsKeptWithTheTimeItHeld() {
        var actor = Records.of(TOPICS.actorSummaries(), "border|orla-venn");
        var story = Records.of(TOPICS.storySummaries(), "border");
        write(
                0,
                4,
                actor.at(0, 0, 10, Records.actorSummary("border", Stance.CONCERN, 1)),
                story.at(0, 1, 10, Records.storySummary("border", 1)),
                actor.at(0, 2, 20, Records.actorSummary("border", Stance.CONDEMN, 2)));
        write(4, 5, actor.tombstone(0, 4, 30));

        assertThat(rows("SELECT level, member, rank, valid_from, valid_to FROM summary_history ORDER BY log_offset"))
                .containsExactly("actor|orla-venn|90|10|20", "story||0|10|null", "actor|orla-venn|90|20|30");
        assertThat(rows("SELECT json FROM summary_history WHERE valid_from = 20 AND json LIKE '%\"condemn\":2%'"))
                .hasSize(1);
        assertThat(rows("SELECT actor_id FROM actor_summaries")).isEmpty();
    }

    @Test
    void aFullBatchIsWrittenWhole() {
        List<ConsumerRecord<byte[], byte[]>> records = IntStream.range(0, 2_000)
                .mapToObj(i -> Records.of(TOPICS.reactions(), "border|u-" + i % 700)
                        .at(0, i, i, reaction("border", "u-" + i % 700, Stance.CONCERN)))
                .toList();

        write(0, 2_000, records);

        assertThat(one("SELECT count(*) FROM reactions")).isEqualTo("2000");
        assertThat(one("SELECT count(*) FROM current_reactions")).isEqualTo("700");
    }

    private List<String> asOf(long moment) {
        return rows("SELECT utterance, stance FROM reactions WHERE story = 'border' AND valid_from <= " + moment
                + " AND (valid_to IS NULL OR valid_to > " + moment + ") ORDER BY utterance");
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private Outcome write(long from, long next, ConsumerRecord<byte[], byte[]>... records) {
        return write(from, next, List.of(records));
    }

    private Outcome write(long from, long next, List<ConsumerRecord<byte[], byte[]>> records) {
        OptionalLong expected = from == 0 ? OptionalLong.empty() : OptionalLong.of(from);
        List<Change> changes = records.stream().map(this::change).toList();
        return store.write(new Batch(changes, List.of(new Batch.Move(REACTIONS, expected, next))), NONE_REFUSED);
    }

    private Change change(ConsumerRecord<byte[], byte[]> record) {
        return (Change) reader.read(record);
    }

    private String one(String sql) {
        List<String> rows = rows(sql);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private List<String> rows(String sql) {
        return database.jdbi().withHandle(handle -> handle.createQuery(sql)
                .map((result, context) -> {
                    List<String> columns = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        columns.add(result.getString(i));
                    }
                    return String.join("|", columns);
                })
                .list());
    }

    private void execute(String sql) {
        database.jdbi().useHandle(handle -> handle.execute(sql));
    }

    private Map<String, List<String>> contents() {
        Map<String, List<String>> contents = new TreeMap<>();
        TABLES.forEach(table -> contents.put(
                table, rows("SELECT * FROM " + table).stream().sorted().toList()));
        return contents;
    }
}
