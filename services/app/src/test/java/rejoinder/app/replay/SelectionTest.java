package rejoinder.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final String VENN = reaction("condemn", "orla-venn", "ZB", "2021-03-01T10:00:00Z");

    @Test
    void severalValuesOfOneKindAreOrAndTheKindsAreAnd() {
        Selection.Judge judge = judge(new Selection(
                Set.of("border"), Set.of("orla-venn", "til-vask"), Set.of("ZB"), Set.of(), all(false), all(true)));

        assertThat(verdict(judge, "border|u-1", VENN)).isEqualTo(Selection.Verdict.SENT);
        assertThat(verdict(judge, "border|u-2", reaction("condemn", "til-vask", "FD", "2021-03-01T10:00:00Z")))
                .isEqualTo(Selection.Verdict.LEFT_OUT);
        assertThat(verdict(judge, "all|u-1", VENN.replace("border", "all"))).isEqualTo(Selection.Verdict.LEFT_OUT);
    }

    @Test
    void whatIsWantedNoLongerIsRetractedOnceAndWhatWasNeverSentIsNot() {
        Selection.Judge judge =
                judge(new Selection(Set.of(), Set.of(), Set.of(), Set.of("condemn"), all(false), all(true)));
        String welcome = VENN.replace("condemn", "welcome");

        assertThat(verdict(judge, "border|u-1", welcome)).isEqualTo(Selection.Verdict.LEFT_OUT);
        assertThat(verdict(judge, "border|u-1", VENN)).isEqualTo(Selection.Verdict.SENT);
        assertThat(verdict(judge, "border|u-1", welcome)).isEqualTo(Selection.Verdict.RETRACTED);
        assertThat(verdict(judge, "border|u-1", null)).isEqualTo(Selection.Verdict.LEFT_OUT);
    }

    @Test
    void withoutAFilterOfContentEveryTombstoneIsARetraction() {
        Selection.Judge judge =
                judge(new Selection(Set.of("border"), Set.of(), Set.of(), Set.of(), all(false), all(true)));

        assertThat(verdict(judge, "border|u-9", null)).isEqualTo(Selection.Verdict.RETRACTED);
        assertThat(verdict(judge, "all|u-9", null)).isEqualTo(Selection.Verdict.LEFT_OUT);
    }

    @Test
    void theFirstMomentCountsAndTheLastDoesNot() {
        long ten = 1_614_592_800_000_000L;
        Selection.Judge from = judge(new Selection(Set.of(), Set.of(), Set.of(), Set.of(), ten, all(true)));
        Selection.Judge to = judge(new Selection(Set.of(), Set.of(), Set.of(), Set.of(), all(false), ten));

        assertThat(verdict(from, "border|u-1", VENN)).isEqualTo(Selection.Verdict.SENT);
        assertThat(verdict(to, "border|u-1", VENN)).isEqualTo(Selection.Verdict.LEFT_OUT);
    }

    @Test
    void whatHasNoTimeOnTheClockIsTold() {
        Selection.Judge judge = judge(new Selection(Set.of(), Set.of(), Set.of(), Set.of(), all(false), all(true)));
        Facts facts = new FactsReader(Kind.REACTION, Clock.PUBLISHED)
                .read(record("border|u-1", VENN))
                .orElseThrow();

        assertThat(judge.of(facts)).isEqualTo(Selection.Verdict.TIMELESS);
    }

    @Test
    void aReactionWasPublishedWhenItsFirstReportWas() {
        String reported = VENN.substring(0, VENN.length() - 1)
                + ",\"reports\":[{\"publishedAt\":\"2021-03-01T12:00:00Z\"},{\"outlet\":\"Gazette\"},"
                + "{\"span\":{\"start\":1},\"publishedAt\":\"2021-03-01T11:59:59.5Z\"}]}";

        Facts facts = new FactsReader(Kind.REACTION, Clock.PUBLISHED)
                .read(record("border|u-1", reported))
                .orElseThrow();

        assertThat(facts.micros()).hasValue(1_614_599_999_500_000L);
    }

    @Test
    void whatIsNoneOfOursIsNotRead() {
        FactsReader reader = new FactsReader(Kind.STATEMENT, Clock.OBSERVED);

        assertThat(reader.read(record("k", "not json"))).isEmpty();
        assertThat(reader.read(record("k", "[1]"))).isEmpty();
        assertThat(reader.read(record("k", "{\"observedAt\":\"yesterday\"}"))).isEmpty();
        assertThat(reader.read(record("k", "{\"id\":\"s-1\",\"observedAt\":{}}")))
                .isEmpty();
    }

    private static Selection.Judge judge(Selection selection) {
        return new Selection.Judge(selection);
    }

    private static Selection.Verdict verdict(Selection.Judge judge, String key, String value) {
        return judge.of(new FactsReader(Kind.REACTION, Clock.SAID)
                .read(record(key, value))
                .map(facts -> new Facts(
                        key,
                        facts.micros(),
                        facts.retraction(),
                        facts.story(),
                        facts.actor(),
                        facts.represents(),
                        facts.stance()))
                .orElseThrow());
    }

    private static String reaction(String stance, String actor, String code, String saidAt) {
        return "{\"id\":\"border|u-1\",\"story\":\"border\",\"actor\":{\"id\":\"" + actor
                + "\",\"kind\":\"person\"},\"represents\":{\"code\":\"" + code + "\"},\"stance\":\"" + stance
                + "\",\"saidAt\":{\"at\":\"" + saidAt + "\",\"precision\":\"instant\"}}";
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, String value) {
        return new ConsumerRecord<>(
                "topic",
                0,
                0,
                1_614_600_000_000L,
                TimestampType.CREATE_TIME,
                1,
                1,
                key.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty());
    }

    private static long all(boolean end) {
        return end ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
}
