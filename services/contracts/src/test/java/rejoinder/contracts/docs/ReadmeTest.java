package rejoinder.contracts.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;

/** The README's table of topics is the code's, and its links lead somewhere. */
class ReadmeTest {
    private static final Path README = Path.of("README.md");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");

    @Test
    void theTableOfTopicsIsTheCodes() throws IOException {
        Topics topics = Topics.in(Topics.DEFAULT_NAMESPACE);

        List<List<String>> rows = Files.readAllLines(README).stream()
                .filter(line -> line.startsWith("| `") && line.contains("/schemas/"))
                .map(line -> List.of(line.split("\\|", -1)).stream()
                        .map(String::strip)
                        .toList())
                .toList();

        assertThat(rows).hasSameSizeAs(topics.all());
        for (int i = 0; i < rows.size(); i++) {
            Topic<?> topic = topics.all().get(i);
            List<String> row = rows.get(i);
            assertThat(row.get(1)).isEqualTo("`" + TopicWords.name(topics, topic) + "`");
            assertThat(row.get(3))
                    .startsWith("[" + topic.schema().type() + "](../../schemas/"
                            + topic.schema().type() + "/" + topic.schema().version() + ".json)");
            assertThat(row.get(4)).isEqualTo(TopicWords.kept(topic));
            assertThat(row.get(5)).isEqualTo(TopicWords.partitions(topic));
        }
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        assertThat(LINK.matcher(Files.readString(README)).results().map(link -> Path.of(link.group(1))))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(path).exists());
    }
}
