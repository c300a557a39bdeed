package rejoinder.app.rebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.io.FileUtils;
import org.apache.kafka.common.errors.SerializationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rejoinder.app.cli.Progress;
import rejoinder.app.cli.Terminal;
import rejoinder.app.cli.UserError;
import rejoinder.app.replay.BoundedLog;
import rejoinder.app.service.Builds;
import rejoinder.app.service.Cluster;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;

/** Says how two builds differ. */
@Command(
        name = "diff",
        description = "Says what another build has found, lost or read otherwise, with examples; touches nothing.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Builds are called by their names; \"live\" is the one that is live, \"original\" the first one.",
            "Statements are matched by document and span, reactions by story and utterance.",
            "",
            "Examples:",
            "  rejoinder diff live march",
            "  rejoinder diff live march --as json --examples 100 | jq '.differences[0]'"
        })
public final class DiffCommand implements Callable<Integer> {
    private static final int MOST_EXAMPLES = 10_000;
    private static final int LONGEST_LINE = 160;

    /** How it is told. */
    enum As {
        TEXT,
        JSON
    }

    /** What is told as JSON. */
    record Told(String before, String after, List<Difference> differences) {}

    @Spec
    private CommandSpec spec;

    @Mixin
    private Cluster cluster = new Cluster();

    @Mixin
    private Namespace namespace = new Namespace();

    @Parameters(index = "0", paramLabel = "BEFORE", description = "The build to compare with: live, mostly.")
    private String before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "The build whose differences are told.")
    private String after;

    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "5",
            description = "Examples of each difference, 0 to 10000 (${DEFAULT-VALUE}).")
    private int examples;

    @Option(
            names = "--as",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json (${DEFAULT-VALUE}).")
    private As as;

    @Override
    public Integer call() throws InterruptedException {
        if (examples < 0 || examples > MOST_EXAMPLES) {
            throw new UserError("--examples is a number from 0 to " + MOST_EXAMPLES + ", not " + examples);
        }
        String servers = cluster.servers();
        Builds builds = namespace.builds(servers);
        Topics first = builds.named(before);
        Topics second = builds.named(after);
        try {
            Path folder = Files.createTempDirectory("rejoinder-diff");
            try (Comparison comparison = Comparison.at(folder.resolve("diff.duckdb"))) {
                take(servers, comparison, Side.BEFORE, first);
                take(servers, comparison, Side.AFTER, second);
                tell(comparison.differences(examples));
            } finally {
                FileUtils.deleteDirectory(folder.toFile());
            }
        } catch (SQLException | IOException e) {
            throw new UserError("the builds can't be compared: " + e.getMessage(), e);
        }
        return 0;
    }

    private void take(String servers, Comparison comparison, Side side, Topics topics) throws SQLException {
        JsonSerde<Statement> json = topics.statements().json();
        each(servers, topics.statements(), record -> {
            if (record.value() != null) {
                comparison.take(side, json.fromBytes(record.value()));
            }
        });
        for (Map.Entry<String, Topic<?>> kind : List.<Map.Entry<String, Topic<?>>>of(
                Map.entry("reaction", topics.reactions()),
                Map.entry("utterance", topics.utterances()),
                Map.entry("actor summary", topics.actorSummaries()),
                Map.entry("country summary", topics.countrySummaries()),
                Map.entry("story summary", topics.storySummaries()))) {
            each(servers, kind.getValue(), record -> {
                if (record.key() != null) {
                    comparison.take(
                            side,
                            kind.getKey(),
                            new String(record.key(), StandardCharsets.UTF_8),
                            Optional.ofNullable(record.value()).map(DiffCommand::json));
                }
            });
        }
    }

    private static JsonNode json(byte[] value) {
        try {
            return Json.mapper().readTree(value);
        } catch (IOException e) {
            throw new SerializationException("not JSON", e);
        }
    }

    private static void each(String servers, Topic<?> topic, BoundedLog.Taking<SQLException> taking)
            throws SQLException {
        try (BoundedLog log = BoundedLog.open(servers, topic.name());
                Progress progress = Progress.of(topic.name(), "records", log.length(), Terminal.seesErrors())) {
            log.forEach(taking, progress::at);
        }
    }

    private void tell(List<Difference> differences) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        if (as == As.JSON) {
            out.println(Json.mapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(new Told(before, after, differences)));
        } else {
            out.println("From " + before + " to " + after + ":");
            differences.forEach(one -> tell(out, one));
        }
        out.flush();
    }

    private static void tell(PrintWriter out, Difference difference) {
        out.printf(Locale.ROOT, "%,12d %s%n", difference.count(), difference.what());
        difference.examples().forEach(example -> {
            String where = example.getOrDefault("key", example.getOrDefault("document", ""));
            String change = example.containsKey("before") || example.containsKey("after")
                    ? example.getOrDefault("before", "nothing") + " -> " + example.getOrDefault("after", "nothing")
                    : example.getOrDefault("speaker", example.getOrDefault("label", ""));
            String words = example.getOrDefault("quote", example.getOrDefault("words", ""));
            String line = "             " + where + ": " + change + (words.isEmpty() ? "" : ": \"" + words + "\"");
            String flat = line.replaceAll("\\s*\\R\\s*", " ");
            out.println(flat.length() <= LONGEST_LINE ? flat : flat.substring(0, LONGEST_LINE - 3) + "...");
        });
    }
}
