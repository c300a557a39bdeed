package rejoinder.app.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.app.cli.UserError;
import rejoinder.contracts.source.Source;

/** What stands in sources.yml. */
class SourcesFileTest {
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

    @TempDir
    private Path folder;

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("sources.yml"), yaml);
    }

    @Test
    void theExamplesInTheDocumentationAreRightAndHaveEveryKind() throws IOException {
        Matcher example = YAML.matcher(Files.readString(Path.of("../ingestor/SOURCES.md")));
        assertThat(example.find()).isTrue();

        List<Source> sources = SourcesFile.read(file(example.group(1)));

        assertThat(sources).extracting(Source::kind).containsExactlyInAnyOrder(Source.Kind.values());
        assertThat(sources)
                .filteredOn(source -> source.kind() == Source.Kind.MASTODON)
                .singleElement()
                .satisfies(source -> assertThat(source.settings().get("accounts"))
                        .isEqualTo("@orla = Orla Venn | President | ZB\n@mfa@gov.example"));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceWithItsPlace() throws IOException {
        Path file = file("""
                sources:
                  - id: post
                    kind: feed
                  - id: post
                    kind: feed
                    url: https://post.example/rss
                  - id: gazette
                    kind: newspaper
                  - just text
                """);

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> SourcesFile.read(file))
                .withMessageContaining("source 1 (post): url is missing")
                .withMessageContaining("source 2 (post): this id stands twice")
                .withMessageContaining("source 3 (gazette): needs an id and a kind: feed, sitemap")
                .withMessageContaining("source 4: must have an id");
    }

    @Test
    void aFileThatIsNoneIsToldInOneLine() throws IOException {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> SourcesFile.read(file("sources: [")))
                .withMessageContaining("is not YAML");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> SourcesFile.read(file("feeds: []")))
                .withMessageContaining("must have a list under \"sources\"");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> SourcesFile.read(folder.resolve("missing.yml")))
                .withMessageContaining("can't read");
    }
}
