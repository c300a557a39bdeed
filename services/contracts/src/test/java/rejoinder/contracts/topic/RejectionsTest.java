package rejoinder.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import rejoinder.contracts.Draw;
import rejoinder.contracts.statement.RejectedStatement;

/** What was rejected is kept as received, with its reason in headers. */
class RejectionsTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:05:00Z");

    @Provide
    Arbitrary<RejectedStatement> rejections() {
        return Arbitraries.randomValue(random -> new Draw(random).rejectedStatement());
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void theReasonComesBackFromTheHeaders(@ForAll("rejections") RejectedStatement rejected) {
        Headers headers = new RecordHeaders();

        Rejections.describe(headers, rejected);

        Optional<RejectedStatement> back = Rejections.read(headers);
        assertThat(back).map(RejectedStatement::reason).contains(rejected.reason());
        assertThat(back).map(RejectedStatement::origin).contains(rejected.origin());
        assertThat(back).map(RejectedStatement::field).contains(rejected.field());
        assertThat(back).map(RejectedStatement::at).contains(rejected.at());
        if (rejected.detail().length() <= 1000) {
            assertThat(back).contains(rejected);
        }
    }

    @Test
    void keyAndBytesStayAsReceived() {
        byte[] key = {1, 2};
        byte[] value = {(byte) 0xC3, 0, 'x'};

        ProducerRecord<byte[], byte[]> rejection = Rejections.record(Topics.in("test"), key, value, rejected("broken"));

        assertThat(rejection.topic()).isEqualTo("test.statements.rejected");
        assertThat(rejection.key()).isSameAs(key);
        assertThat(rejection.value()).isSameAs(value);
        assertThat(Rejections.read(rejection.headers())).contains(rejected("broken"));
    }

    @Test
    void aDetailWithoutEndIsCutShort() {
        Headers headers = new RecordHeaders();

        Rejections.describe(headers, rejected("x".repeat(1_000_000)));

        assertThat(Rejections.read(headers)).map(RejectedStatement::detail).contains("x".repeat(1000) + " ...");
    }

    @Test
    void aReasonGivenAgainReplacesTheFirst() {
        Headers headers = new RecordHeaders();
        Rejections.describe(headers, rejected("first"));
        Rejections.describe(headers, rejected("second"));

        assertThat(Rejections.read(headers)).contains(rejected("second"));
        assertThat(headers.headers("rejoinder_detail")).hasSize(1);
    }

    @Test
    void headersOfSomethingElseHoldNoReason() {
        Headers headers = new RecordHeaders();
        headers.add("ce_id", "1".getBytes(StandardCharsets.UTF_8));

        assertThat(Rejections.read(headers)).isEmpty();
    }

    private static RejectedStatement rejected(String detail) {
        return new RejectedStatement("schema", detail, "inbox a.json", Optional.of("/speaker"), AT);
    }
}
