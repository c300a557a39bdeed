package rejoinder.app.registry;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rejoinder.app.cli.UserError;

/** Writes the CSV that {@code --registry} takes from files in open formats. */
@Command(
        name = "import",
        description = "Makes a registry (CSV) of files in open formats; use it with --registry.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  rejoinder registry import --congress legislators-current.yaml > congress.csv",
            "  rejoinder registry import --popolo parliament.json --represents EE --out estonia.csv",
            "  rejoinder registry import --wikidata query.json --out ministers.csv"
        })
public final class ImportCommand implements Callable<Integer> {
    private static final long LARGEST_FILE = 64L * 1024 * 1024;
    private static final CSVFormat CSV = CSVFormat.RFC4180
            .builder()
            .setHeader(
                    "id",
                    "name",
                    "aliases",
                    "gender",
                    "kind",
                    "role",
                    "rank",
                    "represents",
                    "represents_kind",
                    "represents_name",
                    "from",
                    "to",
                    "source")
            .setRecordSeparator('\n')
            .get();

    /** A format's reader. */
    @FunctionalInterface
    private interface Format {
        List<Mandate> read(InputStream in) throws IOException;
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--congress",
            paramLabel = "FILE",
            description = "YAML of github.com/unitedstates/congress-legislators: legislators or executive.")
    private List<Path> congress = List.of();

    @Option(names = "--popolo", paramLabel = "FILE", description = "Popolo JSON: persons, posts, memberships.")
    private List<Path> popolo = List.of();

    @Option(
            names = "--represents",
            paramLabel = "CODE",
            description = "The country whose people a Popolo file holds, ISO 3166 alpha-2.")
    private Optional<String> represents = Optional.empty();

    @Option(
            names = "--wikidata",
            paramLabel = "FILE",
            description = "JSON result of the Wikidata query in services/reading/README.md.")
    private List<Path> wikidata = List.of();

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write; standard output if not given.")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (congress.isEmpty() && popolo.isEmpty() && wikidata.isEmpty()) {
            throw new UserError("give --congress, --popolo or --wikidata; see rejoinder registry import --help");
        }
        if (!popolo.isEmpty() && represents.isEmpty()) {
            throw new UserError("--popolo needs --represents: the file does not say which country it is about");
        }
        List<Mandate> mandates = new ArrayList<>();
        congress.forEach(file -> mandates.addAll(read(file, CongressYaml::read)));
        popolo.forEach(file -> mandates.addAll(read(file, in -> PopoloJson.read(in, represents.orElseThrow()))));
        wikidata.forEach(file -> mandates.addAll(read(file, WikidataJson::read)));
        try (OutputStream stream =
                        out.isPresent() ? Files.newOutputStream(out.get()) : new FileOutputStream(FileDescriptor.out);
                Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8)) {
            write(mandates, writer);
        }
        spec.commandLine()
                .getErr()
                .println(mandates.size() + " mandates of "
                        + mandates.stream().map(Mandate::id).distinct().count() + " people");
        return 0;
    }

    private static List<Mandate> read(Path file, Format format) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new UserError(file + " is larger than 64 MiB");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return format.read(in);
            }
        } catch (IOException | NotInFormat e) {
            throw new UserError("can't read " + file + " (" + e.getMessage() + ")", e);
        }
    }

    static void write(List<Mandate> mandates, Writer writer) throws IOException {
        CSVPrinter rows = new CSVPrinter(writer, CSV);
        for (Mandate one : mandates) {
            rows.printRecord(
                    one.id(),
                    one.name(),
                    String.join("|", one.aliases()),
                    one.gender(),
                    "person",
                    one.role(),
                    one.rank(),
                    one.represents(),
                    "country",
                    "",
                    one.from(),
                    one.to(),
                    one.source());
        }
        rows.flush();
    }
}
