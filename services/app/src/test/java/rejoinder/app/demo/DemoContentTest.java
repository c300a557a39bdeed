package rejoinder.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.json.Schemas;
import rejoinder.contracts.story.Story;

/** The demo quotes real officials: letter by letter, and each with its source. */
class DemoContentTest {
    private static final Path FOLDER = Path.of("src", "main", "resources", "demo", "nato-2024");
    private static final Path QUOTATIONS = Path.of("src", "test", "resources", "demo", "quotations.tsv");
    private static final Pattern PASSAGE = Pattern.compile("“([^“”]+)”|„([^“”„]+)[“”]|«([^«»]+)»|\"([^\"]+)\"");
    private static final Pattern TAG = Pattern.compile("(?s)<script>.*?</script>|<[^>]*>");
    private static final Pattern CLOSING_MARKS = Pattern.compile("[.,!? ]+$");

    static Stream<Path> articles() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("articles"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("articles")
    void everyQuotedPassageStandsLetterByLetterAmongTheCheckedQuotations(Path article) throws IOException {
        List<String> quotations = Files.readAllLines(QUOTATIONS).stream()
                .map(line -> line.substring(line.indexOf('\t') + 1))
                .toList();

        assertThat(passages(text(article)))
                .allSatisfy(passage -> assertThat(quotations).anyMatch(quotation -> quotation.contains(passage)));
    }

    @Test
    void thePassagesAreFound() throws IOException {
        long passages = 0;
        for (Path article : articles().toList()) {
            passages += passages(text(article)).size();
        }

        assertThat(passages).isGreaterThan(100);
    }

    private static List<String> passages(String text) {
        return PASSAGE.matcher(text)
                .results()
                .map(DemoContentTest::content)
                .map(passage -> CLOSING_MARKS.matcher(passage).replaceAll(""))
                .toList();
    }

    private static String content(MatchResult passage) {
        return IntStream.rangeClosed(1, passage.groupCount())
                .mapToObj(passage::group)
                .filter(group -> group != null)
                .findFirst()
                .orElseThrow();
    }

    private static String text(Path article) throws IOException {
        String file = Files.readString(article);
        if (article.toString().endsWith(".html")) {
            return TAG.matcher(file).replaceAll(" ").replace("&amp;", "&");
        }
        if (article.toString().endsWith(".json")) {
            return new JsonSerde<>(PushedDocument.class)
                    .fromBytes(Files.readAllBytes(article))
                    .text();
        }
        return file.substring(file.indexOf("\n\n"));
    }

    @Test
    void everyRowIsACheckedQuotation() throws IOException {
        List<String> quotations = Files.readAllLines(QUOTATIONS).stream()
                .map(line -> line.substring(line.indexOf('\t') + 1).replace("\"", "\"\""))
                .toList();

        assertThat(Files.readAllLines(FOLDER.resolve("rows.csv")).stream().skip(1))
                .hasSizeGreaterThan(80)
                .allSatisfy(row -> assertThat(quotations)
                        .anyMatch(quotation ->
                                row.startsWith(quotation + ",") || row.startsWith("\"" + quotation + "\",")));
    }

    @ParameterizedTest
    @MethodSource("articles")
    void everyArticleSaysThatItIsADemoAndLinksToThePageThatItsSourceNames(Path article) throws IOException {
        String line = Files.readAllLines(FOLDER.resolve("SOURCES.md")).stream()
                .filter(row -> row.contains("`" + article.getFileName() + "`"))
                .findFirst()
                .orElseThrow();
        String url = line.substring(line.indexOf('<') + 1, line.indexOf('>'));

        assertThat(Files.readString(article).replace("&amp;", "&"))
                .contains("Demo press review (after ")
                .contains(url);
    }

    @Test
    void theIndexListsEveryFileInTheOrderOfPublication() throws IOException {
        List<String> files = Files.readAllLines(FOLDER.resolve("index.txt"));

        assertThat(files.subList(0, files.size() - 1))
                .isSorted()
                .containsExactlyElementsOf(articles()
                        .map(article -> "articles/" + article.getFileName())
                        .toList());
        assertThat(files.get(files.size() - 1)).isEqualTo("rows.csv");
    }

    @Test
    void theStoryAndTheArticlesInJsonAreValid() throws IOException {
        Schemas schemas = Schemas.load();

        assertThat(schemas.validate("story", Files.readAllBytes(FOLDER.resolve("story.json"))))
                .isEmpty();
        assertThat(articles().filter(article -> article.toString().endsWith(".json")))
                .isNotEmpty()
                .allSatisfy(article -> assertThat(schemas.validate("pushed-document", Files.readAllBytes(article)))
                        .isEmpty());
        assertThat(new JsonSerde<>(Story.class)
                        .fromBytes(Files.readAllBytes(FOLDER.resolve("story.json")))
                        .id())
                .isEqualTo("nato-2024");
    }
}
