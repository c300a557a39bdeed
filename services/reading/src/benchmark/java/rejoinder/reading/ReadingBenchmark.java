package rejoinder.reading;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Articles of 750 words a second on one thread: the reader, and beside it a plain pattern for quotations with a name
 * and a verb, which is the least that any reading must do. Prints the ratio of both.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class ReadingBenchmark {
    private static final int WORDS = 750;
    private static final Pattern PLAIN = Pattern.compile(
            "\"([^\"]{3,2000})\"[, ]+(?:said )?((?:\\p{Lu}\\p{L}+ ){1,3})(?:said|told|added|warned)?");
    private static final String PARAGRAPHS =
            """
            President Orla Venn of Zubrowka said on Monday that the decree of Ruritania would not be obeyed in any town of
            her country. "Closing the border is a grave mistake that every neighbour will come to regret," she told
            reporters in the capital. "We shall say so at every table, and we shall not be alone."

            Prime Minister Til Vask of Freedonia, who arrived late in the evening, was more careful. "We have taken note,"
            Vask said. He added that his government would look at the text before it decided what to do, and that
            "nobody should lose their temper" over a sheet of paper. According to Pim Ostro, the foreign minister of
            Zubrowka, talks between the three countries are to begin within a week.

            The market was calm. Traders at the bridge sold apples as on any other day, and the railway carried as many
            people as it did in the week before. Una Brell, a spokeswoman of the palace, called the decree "a riddle".
            """;

    private final Reader reader = Reader.standard();
    private final String article = article();
    private final Instant published = Instant.parse("2021-05-05T10:00:00Z");

    private static String article() {
        StringBuilder article = new StringBuilder();
        int words = 0;
        while (words < WORDS) {
            article.append(PARAGRAPHS).append('\n');
            words += PARAGRAPHS.split("\\s+").length;
        }
        return article.toString();
    }

    @Benchmark
    public Reading reader() {
        return reader.read(
                new SourceText(article, Optional.empty(), Optional.of(published), published, Optional.empty()));
    }

    @Benchmark
    public int plainPattern() {
        Matcher matcher = PLAIN.matcher(article);
        int found = 0;
        while (matcher.find()) {
            found++;
        }
        return found;
    }

    public static void main(String[] arguments) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(ReadingBenchmark.class.getSimpleName())
                        .build())
                .run();
        double reader = score(results, "reader");
        double plain = score(results, "plainPattern");
        System.out.printf(
                "reader %.0f articles a second, plain pattern %.0f, ratio %.4f%n", reader, plain, reader / plain);
    }

    private static double score(Collection<RunResult> results, String name) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + name))
                .findFirst()
                .orElseThrow()
                .getPrimaryResult()
                .getScore();
    }
}
