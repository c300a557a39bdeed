package rejoinder.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Floors under what was measured on real reactions, so that no change makes reading worse unnoticed. */
class TruthTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TriggerText TRIGGER = new TriggerText(
            "Donald Trump", Optional.of("I would encourage them to do whatever the hell they want."), Optional.empty());

    private final List<JsonNode> reactions = rows("/truth/nato-2024-reactions.jsonl");
    private final List<JsonNode> articles = rows("/truth/nato-2024-articles.jsonl");

    TruthTest() throws IOException {}

    @Test
    void speakersAndWhatTheyRepresentAreResolved() {
        long right = reactions.stream()
                .filter(row -> resolve(row)
                        .filter(official -> NameKeys.fold(official.name()).equals(NameKeys.fold(text(row, "speaker"))))
                        .filter(official -> official.represents().code().equals(text(row, "represents")))
                        .isPresent())
                .count();

        assertThat(right).isGreaterThanOrEqualTo(97);
    }

    @Test
    void clearStancesAreJudgedRight() {
        List<JsonNode> clear = reactions.stream()
                .filter(row -> text(row, "stanceConfidence").equals("clear"))
                .toList();
        long right = clear.stream()
                .filter(row -> judge(row)
                        .name()
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace('_', '-')
                        .equals(text(row, "stance")))
                .count();

        assertThat((double) right / clear.size()).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void reportsOfOneUtteranceAreFoundAndOthersKeptApart() {
        int same = 0;
        int found = 0;
        int wrong = 0;
        for (JsonNode one : reactions) {
            for (JsonNode other : reactions) {
                if (one.equals(other) || !text(one, "speaker").equals(text(other, "speaker"))) {
                    continue;
                }
                boolean taken = SameWords.same(SameWords.of(text(one, "quote")), SameWords.of(text(other, "quote")));
                boolean expected = text(one, "utterance").equals(text(other, "utterance"));
                same += expected ? 1 : 0;
                found += expected && taken ? 1 : 0;
                wrong += !expected && taken ? 1 : 0;
            }
        }

        assertThat((double) found / same).isGreaterThanOrEqualTo(0.7);
        assertThat(wrong).isLessThanOrEqualTo(2);
    }

    @Test
    void articlesGiveTheReactionsThatStandInThem() {
        int expected = 0;
        int found = 0;
        for (JsonNode article : articles) {
            List<Attribution> read = Reader.standard()
                    .read(new SourceText(
                            text(article, "text"),
                            Optional.empty(),
                            Optional.of(Instant.parse("2024-02-13T08:00:00Z")),
                            Instant.parse("2024-03-01T00:00:00Z"),
                            Optional.of(text(article, "lang"))))
                    .attributions();
            for (JsonNode reaction : article.get("expected")) {
                expected++;
                String surname = NameKeys.fold(text(reaction, "speaker")).replaceAll(".* ", "");
                found += read.stream()
                                .flatMap(one -> one.official().stream())
                                .anyMatch(
                                        official -> official.represents().code().equals(text(reaction, "represents"))
                                                && NameKeys.fold(official.name())
                                                        .contains(surname))
                        ? 1
                        : 0;
            }
        }

        assertThat((double) found / expected).isGreaterThanOrEqualTo(0.85);
    }

    private static Optional<Official> resolve(JsonNode row) {
        return Reader.standard().resolve(statement(row)).official();
    }

    private static StructuredStatement statement(JsonNode row) {
        String date = text(row, "date");
        Instant at = Instant.parse((date.length() == 7 ? date + "-01" : date) + "T00:00:00Z");
        return new StructuredStatement(
                text(row, "quote"),
                text(row, "speaker"),
                Optional.of(text(row, "role")),
                Optional.empty(),
                Optional.of(at),
                true,
                Optional.empty(),
                at.plus(1, ChronoUnit.DAYS),
                Optional.empty());
    }

    private static StanceKind judge(JsonNode row) {
        return StanceJudge.standard()
                .judge(TRIGGER, new StatedWords(text(row, "quote"), Optional.empty(), "", Optional.empty()))
                .stance();
    }

    private static String text(JsonNode row, String field) {
        return row.path(field).asText();
    }

    private static List<JsonNode> rows(String resource) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Optional.ofNullable(TruthTest.class.getResourceAsStream(resource))
                        .orElseThrow(),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(JSON.readTree(line));
            }
        }
        return rows;
    }
}
