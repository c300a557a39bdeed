package rejoinder.app.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rejoinder.app.cli.Terminal;
import rejoinder.app.cli.UserError;
import rejoinder.app.cli.Version;
import rejoinder.app.service.Definitions;
import rejoinder.app.service.Target;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.topic.Topics;

/** Writes a story as files for analysis; touches nothing of the live system. */
@Command(
        name = "export",
        description = "Writes a story's reactions, statements and summaries as CSV and Parquet, with what every column"
                + " means; touches nothing that runs.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The folder appears when it is complete. It holds a README.md with the story's query and every column,",
            "ready for DuckDB, pandas or R. The export holds what the log held when it began.",
            "",
            "Examples:",
            "  rejoinder export --story nato-2024 --out nato-2024",
            "  rejoinder export --story nato-2024 --as parquet --out nato-2024"
        })
public final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Target target = new Target();

    @Option(
            names = "--story",
            paramLabel = "ID",
            required = true,
            description = "Which story; \"" + Story.ALL + "\" is everything.")
    private String id;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "A folder that is not there yet.")
    private Path out;

    @Option(
            names = "--as",
            paramLabel = "FORMAT",
            split = ",",
            description = "csv or parquet; both when it is not given.")
    private List<Format> formats = List.of();

    @Override
    public Integer call() throws SQLException {
        long began = System.nanoTime();
        Topics topics = target.topics();
        String servers = target.servers();
        checkFolder();
        Story story = story(servers, topics);
        List<Format> wanted = formats.isEmpty()
                ? List.of(Format.values())
                : formats.stream().distinct().toList();
        try {
            Path unfinished = Files.createDirectories(
                    out.toAbsolutePath().resolveSibling("." + out.getFileName() + "-" + UUID.randomUUID()));
            try {
                StoryExport.Outcome outcome = export(servers, topics, unfinished, wanted);
                new About(command(topics), version(), Instant.now(), topics.namespace(), story, wanted)
                        .write(unfinished, outcome);
                Files.move(unfinished, out, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                say(outcome, (System.nanoTime() - began) / 1e9);
            } finally {
                if (Files.exists(unfinished)) {
                    PathUtils.deleteDirectory(unfinished);
                }
            }
            return 0;
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            throw taken(e);
        } catch (IOException | UncheckedIOException e) {
            throw new UserError("can't write " + out + " (" + e.getMessage() + ")", e);
        }
    }

    private StoryExport.Outcome export(String servers, Topics topics, Path folder, List<Format> wanted)
            throws IOException, SQLException {
        Path work = Files.createTempDirectory(folder, "work");
        try (Workbench bench = Workbench.at(work.resolve("rows.duckdb"))) {
            return new StoryExport(servers, topics, id, bench, Terminal.seesErrors()).write(folder, wanted);
        } finally {
            PathUtils.deleteDirectory(work);
        }
    }

    private void checkFolder() {
        if (!Files.exists(out)) {
            return;
        }
        try (Stream<Path> inside = Files.list(out)) {
            if (inside.findAny().isPresent()) {
                throw new DirectoryNotEmptyException(out.toString());
            }
        } catch (IOException e) {
            throw taken(e);
        }
    }

    private UserError taken(IOException cause) {
        return new UserError("--out " + out + " is there already and not an empty folder; choose another name", cause);
    }

    private Story story(String servers, Topics topics) {
        if (id.equals(Story.ALL)) {
            return Story.everything();
        }
        Map<String, Story> stories = new Definitions(servers).all(topics.stories());
        return Optional.ofNullable(stories.get(id))
                .orElseThrow(() -> new UserError("there is no story \"" + id + "\" in the namespace "
                        + topics.namespace() + "; there "
                        + (stories.isEmpty() ? "is none" : "are: " + String.join(", ", stories.keySet()))));
    }

    private String command(Topics topics) {
        String namespace =
                topics.namespace().equals(Topics.DEFAULT_NAMESPACE) ? "" : " --namespace " + topics.namespace();
        String as = formats.isEmpty()
                ? ""
                : " --as "
                        + formats.stream()
                                .map(format -> format.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(","));
        return "rejoinder export --story " + id + as + namespace + " --out DIR";
    }

    private static String version() {
        return Arrays.stream(new Version().getVersion())
                .findFirst()
                .orElseThrow()
                .replace("rejoinder ", "");
    }

    private void say(StoryExport.Outcome outcome, double seconds) {
        String rows = outcome.rows().entrySet().stream()
                .filter(table -> !table.getKey().equals("story"))
                .map(table -> String.format(Locale.ROOT, "%,d %s", table.getValue(), table.getKey()))
                .collect(Collectors.joining(", "));
        String aside = outcome.unread() == 0
                ? ""
                : String.format(Locale.ROOT, " (%,d records could not be read)", outcome.unread());
        spec.commandLine()
                .getErr()
                .printf(Locale.ROOT, "rejoinder: wrote %s to %s%s in %.1f s%n", rows, out, aside, seconds);
        spec.commandLine().getErr().flush();
    }
}
