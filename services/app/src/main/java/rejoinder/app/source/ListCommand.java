package rejoinder.app.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rejoinder.app.service.Definitions;
import rejoinder.app.service.Target;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.source.SourceSettings;
import rejoinder.contracts.source.SourceStatus;

/** Lists the sources and how they are doing. */
@Command(name = "list", description = "Lists the sources and how they are doing.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    private static final Duration SILENT = Duration.ofMinutes(2);

    @Spec
    private CommandSpec spec;

    @Mixin
    private Target target = new Target();

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        Definitions definitions = target.definitions();
        Map<String, SourceStatus> statuses = definitions.all(target.topics().sourceStatus());
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Source> sources = definitions.all(target.topics().sources());
        if (!json) {
            out.println(
                    sources.isEmpty()
                            ? "There is no source yet; rejoinder source add URL adds one."
                            : String.format(
                                    "%-30s %-9s %-9s %-12s %8s %8s  %s",
                                    "ID", "KIND", "STATE", "LAST ANSWER", "DOCS/DAY", "SAID/DAY", "LAST ERROR"));
        }
        Instant now = Instant.now();
        for (Source source : sources.values()) {
            Optional<SourceStatus> status = Optional.ofNullable(statuses.get(source.id()));
            out.println(json ? json(source, status) : line(source, status, now));
        }
        out.flush();
        return 0;
    }

    private static String json(Source source, Optional<SourceStatus> status) throws JsonProcessingException {
        ObjectNode line = Json.mapper().createObjectNode();
        line.put("id", source.id()).put("kind", source.kind().json());
        source.outlet().ifPresent(outlet -> line.put("outlet", outlet));
        line.put("paused", source.paused());
        line.set("settings", Json.mapper().valueToTree(SourceSettings.shown(source)));
        status.ifPresent(one -> line.set("status", Json.mapper().valueToTree(one)));
        return Json.mapper().writeValueAsString(line);
    }

    private static String line(Source source, Optional<SourceStatus> status, Instant now) {
        boolean silent = status.isEmpty() || status.get().at().isBefore(now.minus(SILENT));
        String state = source.paused()
                ? "paused"
                : silent ? "unwatched" : status.get().state().json();
        return String.format(
                        Locale.ROOT,
                        "%-30s %-9s %-9s %-12s %8d %8d  %s",
                        source.id(),
                        source.kind().json(),
                        state,
                        status.flatMap(SourceStatus::lastSuccess)
                                .map(at -> ago(Duration.between(at, now)))
                                .orElse("never"),
                        status.map(one -> one.lastDay(now, SourceStatus.Hour::documents))
                                .orElse(0L),
                        status.map(one -> one.lastDay(now, SourceStatus.Hour::statements))
                                .orElse(0L),
                        status.filter(one -> one.failures() > 0 || one.state() == SourceStatus.State.FAILING)
                                .flatMap(SourceStatus::lastError)
                                .map(SourceStatus.Problem::message)
                                .orElse(""))
                .stripTrailing();
    }

    private static String ago(Duration time) {
        if (time.toMinutes() < 2) {
            return Math.max(0, time.toSeconds()) + " s ago";
        }
        return time.toHours() < 2 ? time.toMinutes() + " min ago" : time.toHours() + " h ago";
    }
}
