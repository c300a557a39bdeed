package rejoinder.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in, reading ends well: no exception, spans inside the text, the same result again. */
class AnyTextTest {
    private static final int MEBI = 1 << 20;
    private static final Duration FUZZING = Duration.ofSeconds(Integer.getInteger("rejoinder.fuzz.seconds", 60));
    private static final List<String> PIECES = List.of(
            "Orla Venn",
            "Til Vask",
            "President",
            "of Zubrowka",
            "said",
            "told reporters",
            "according to",
            "that",
            "he",
            "she",
            "and",
            "Mr.",
            "U.S.",
            "on Monday",
            "10 February",
            "\"",
            "\u201C",
            "\u201D",
            "\u2018",
            "\u2019",
            "'",
            "\u00AB",
            "\u00BB",
            "\u201E",
            "''",
            ",",
            ".",
            ":",
            ";",
            "?",
            "!",
            "\u2014",
            "-",
            "(",
            ")",
            "[",
            "]",
            "\n",
            "\n\n",
            "\t",
            " ",
            "\u00A0",
            "\u0000",
            "\uD83D\uDE00",
            "\uD800",
            "\uDC00",
            "\u202E",
            "\u0301",
            "e\u0301",
            "\u05D0\u05D5\u05E8",
            "\u4F60\u597D",
            "\u0645\u0631\u062D\u0628\u0627",
            "\u0441\u043A\u0430\u0437\u0430\u0432",
            "dijo",
            "sagte",
            "<p>",
            "&amp;",
            "https://example.org/?a=b",
            "@venn",
            "#border",
            "called",
            "\"It is wrong\"",
            "the Kremlin",
            "Polish Defence Minister",
            "who",
            "which",
            "was",
            "not",
            "but",
            "while",
            "XXXX",
            "1,000.50");

    @Test
    void aMinuteOfRandomTextsEndsWell() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Instant end = Instant.now().plus(FUZZING);
        long texts = 0;
        while (Instant.now().isBefore(end)) {
            String text = text(random);
            try {
                check(text);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("with seed " + seed + ", text " + texts + ": " + escaped(text), e);
            }
            texts++;
        }
        assertThat(texts).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\u201C",
                " '",
                "\u201C\u201D\"'\u2018\u2019\u00AB\u00BB",
                "\"a\" ",
                "word ",
                "Word ",
                "said ",
                "he said ",
                "Orla Venn said that ",
                "Orla, ",
                "(",
                "\n",
                "U.S. ",
                "x",
                "A.",
                "don't ",
                "\"he said 'no' ",
                "Orla: ",
                "\"We will not obey it at all.\" ",
                "\"We will not,\" said President Orla Venn. ",
                "according to ",
                "according to Venn, ",
                "he said, she said, ",
                "said that once he went, \u201CWe ",
                "<div>",
                "\uD83D\uDE00",
                "\u0301",
            })
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aMebibyteOfOneThingEndsWell(String piece) {
        String text = piece.repeat(MEBI / piece.length());

        List<Attribution> found = Zubrowka.read(text);
        assertThat(found).hasSizeLessThanOrEqualTo(Reader.MOST_ATTRIBUTIONS);
        assertThat(found.stream().mapToLong(one -> one.quote().length()).sum())
                .as("what is told of a text is not many times the text")
                .isLessThan(32L * MEBI);
        assertThat(StanceJudge.standard()
                        .judge(
                                new TriggerText("Orla Venn", Optional.empty(), Optional.empty()),
                                new StatedWords(text, Optional.empty(), "", Optional.empty())))
                .isNotNull();
        assertThat(SameWords.same(SameWords.of(text), SameWords.of(text + " no")))
                .isIn(true, false);
        assertThat(MainText.fromHtml(text, Optional.empty())).isNotNull();
    }

    private static void check(String text) {
        List<Attribution> found = Zubrowka.read(text);
        int length = text.codePointCount(0, text.length());
        for (Attribution one : found) {
            assertThat(one.span().end()).isLessThanOrEqualTo(length);
            assertThat(text.substring(
                            text.offsetByCodePoints(0, one.span().start()),
                            text.offsetByCodePoints(0, one.span().end())))
                    .isEqualTo(one.quote());
            one.speaker().flatMap(Speaker::span).ifPresent(span -> assertThat(span.end())
                    .isLessThanOrEqualTo(length));
            one.cue().ifPresent(cue -> assertThat(cue.span().end()).isLessThanOrEqualTo(length));
        }
        assertThat(Zubrowka.read(text)).isEqualTo(found);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(80);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
            if (random.nextInt(3) > 0) {
                text.append(' ');
            }
        }
        return text.toString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(c < 0x20 || c > 0x7E ? String.format("\\u%04X", c) : (char) c));
        return escaped.toString();
    }
}
