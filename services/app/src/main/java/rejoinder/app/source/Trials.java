package rejoinder.app.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.source.SourceSettings;
import rejoinder.contracts.statement.Statement;
import rejoinder.gateway.http.Checked;
import rejoinder.gateway.http.Problem;
import rejoinder.gateway.source.SourceTrials;
import rejoinder.ingestor.SourceTrial;
import rejoinder.ingestor.fetch.FetchSettings;
import rejoinder.reading.Registry;

/** Trials of sources, for the command line and for the gateway; the registry is loaded at the first. Thread-safe. */
public final class Trials implements SourceTrials {
    private static final int MOST_DOCUMENTS = 50;

    private final Supplier<Registry> registry;
    private final FetchSettings settings;
    private @Nullable SourceTrial loaded;

    public Trials(Supplier<Registry> registry, FetchSettings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    @Override
    public Checked<JsonNode> run(Optional<Source.Kind> kind, Map<String, String> settings) {
        Outcome outcome = run(kind, settings, MOST_DOCUMENTS);
        return outcome.problem()
                .<Checked<JsonNode>>map(problem -> new Checked.Bad<>(Problem.body("/settings", problem)))
                .orElseGet(() -> new Checked.Good<>(json(outcome.result().orElseThrow())));
    }

    /** What a trial gave, or why there could be none. */
    record Outcome(Optional<SourceTrial.Result> result, Optional<String> problem) {
        static Outcome of(SourceTrial.Result result) {
            return new Outcome(Optional.of(result), Optional.empty());
        }

        static Outcome problem(String problem) {
            return new Outcome(Optional.empty(), Optional.of(problem));
        }
    }

    /** Tries a source whose kind may have to be found out first. */
    Outcome run(Optional<Source.Kind> kind, Map<String, String> settings, int most) {
        if (kind.isPresent()) {
            return follow(kind.get(), settings, most);
        }
        if (!settings.containsKey("url")) {
            return Outcome.problem("give an address, or a kind and its settings");
        }
        SourceTrial.Recognised found = trial().recognise(settings.get("url"));
        if (found instanceof SourceTrial.Followable source) {
            Map<String, String> all = new TreeMap<>(settings);
            all.putAll(source.settings());
            return follow(source.kind(), all, most);
        }
        return found instanceof SourceTrial.SinglePage page
                ? Outcome.of(trial().page(page.url()))
                : Outcome.problem(((SourceTrial.NotRecognised) found).reason());
    }

    private Outcome follow(Source.Kind kind, Map<String, String> settings, int most) {
        Source source = new Source("trial", kind, Optional.empty(), settings, false);
        return SourceSettings.problems(source).stream()
                .findFirst()
                .map(Outcome::problem)
                .orElseGet(() -> Outcome.of(trial().run(source, most)));
    }

    /** Documents with their statements. */
    static ObjectNode json(SourceTrial.Result result) {
        ObjectNode root = Json.mapper().createObjectNode();
        ArrayNode documents = root.putArray("documents");
        for (SourceTrial.Taken taken : result.documents()) {
            ObjectNode document = documents.addObject();
            document.put("url", taken.document().url().orElse(null));
            document.put("title", taken.document().title().orElse(null));
            ArrayNode statements = document.putArray("statements");
            for (Statement.Asserted statement : taken.statements()) {
                statements
                        .addObject()
                        .put("quote", statement.quote())
                        .put("speaker", statement.actor().name())
                        .put("represents", statement.represents().code());
            }
        }
        ArrayNode problems = root.putArray("problems");
        result.problems().forEach(problems::add);
        return root;
    }

    private synchronized SourceTrial trial() {
        if (loaded == null) {
            loaded = new SourceTrial(registry.get(), settings);
        }
        return loaded;
    }
}
