package rejoinder.app.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rejoinder.app.cli.FetchOptions;
import rejoinder.app.cli.Registries;
import rejoinder.app.cli.UserError;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.statement.Statement;
import rejoinder.ingestor.SourceTrial;

/** Asks a source once and prints what would be taken. */
@Command(
        name = "test",
        description = "Asks a source once and prints what would be taken; writes nothing and needs no Kafka.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The status is 1 where nothing could be taken.",
            "",
            "Examples:",
            "  rejoinder source test https://www.nato.int/cps/en/natohq/news.rss",
            "  rejoinder source test https://mfa.example/press --kind pages --set items=\"ul.press a\" --json"
        })
final class TestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private FetchOptions fetch = new FetchOptions();

    @Parameters(
            paramLabel = "URL",
            arity = "0..1",
            description = "Address of a feed, a sitemap, a page with a feed, or a single article.")
    private Optional<String> url = Optional.empty();

    @Option(names = "--kind", paramLabel = "KIND", description = "Kind of the source; found out if not given.")
    private Optional<String> kind = Optional.empty();

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A setting of the kind; may be repeated.")
    private Map<String, String> settings = new TreeMap<>();

    @Option(names = "--json", description = "Print one JSON object: documents with their statements.")
    private boolean json;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "Most documents to take (${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--registry",
            paramLabel = "FILE",
            defaultValue = "${env:REJOINDER_REGISTRY}",
            description = "CSV of officials that extends the bundled registry (REJOINDER_REGISTRY).")
    private Optional<Path> registry = Optional.empty();

    @Override
    public Integer call() throws JsonProcessingException {
        if (limit < 1) {
            throw new UserError("--limit is at least 1, not " + limit);
        }
        Trials.Outcome outcome =
                new Trials(() -> Registries.with(registry), fetch.settings()).run(kind(), settings(), limit);
        outcome.problem().ifPresent(problem -> {
            throw new UserError(problem + "; see rejoinder source test --help");
        });
        SourceTrial.Result result = outcome.result().orElseThrow();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.mapper().writeValueAsString(Trials.json(result)));
        } else {
            print(result, out);
        }
        out.flush();
        result.problems().forEach(problem -> spec.commandLine().getErr().println("rejoinder: " + problem));
        return result.documents().isEmpty() ? 1 : 0;
    }

    private Optional<Source.Kind> kind() {
        return kind.map(name -> Source.Kind.named(name.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new UserError("there is no kind \"" + name + "\"")));
    }

    private Map<String, String> settings() {
        Map<String, String> all = new TreeMap<>(settings);
        url.ifPresent(address -> all.putIfAbsent("url", address));
        return all;
    }

    private static void print(SourceTrial.Result result, PrintWriter out) {
        int statements = 0;
        for (SourceTrial.Taken taken : result.documents()) {
            out.println(taken.document().title().orElse("(no title)"));
            out.println("  " + taken.document().outlet()
                    + taken.document().publishedAt().map(at -> ", " + at).orElse("")
                    + taken.document().url().map(link -> ", " + link).orElse(""));
            taken.document().notes().forEach(note -> out.println("  note: " + note));
            for (Statement.Asserted statement : taken.statements()) {
                out.println("    " + statement.actor().name()
                        + statement.role().map(role -> ", " + role).orElse("") + " ("
                        + statement.represents().code() + "): “" + statement.quote() + "”");
            }
            statements += taken.statements().size();
        }
        out.println(result.documents().size() + " documents, " + statements + " statements by officials"
                + (result.more() ? "; there is more (--limit)" : "") + ". Nothing was written.");
    }
}
