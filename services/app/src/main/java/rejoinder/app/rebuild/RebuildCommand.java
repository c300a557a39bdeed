package rejoinder.app.rebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rejoinder.app.cli.Registries;
import rejoinder.app.cli.UserError;
import rejoinder.app.service.Builds;
import rejoinder.app.service.Live;
import rejoinder.app.service.TopicPreparation;
import rejoinder.contracts.build.Build;
import rejoinder.contracts.topic.PartitionCount;
import rejoinder.contracts.topic.Topics;
import rejoinder.ingestor.rebuild.Rereading;
import rejoinder.reading.Reader;
import rejoinder.reading.Rules;

/** Reads all documents again, into a build beside the live one. */
@Command(
        name = "rebuild",
        description = "Reads all documents again, by today's rules, into a build of its own beside the live one.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Nothing of the live build is touched. Run it again to go on: after it was stopped, or to take in what",
            "came since. A build keeps the registry and the rules that it was begun with, also once it is live.",
            "",
            "Examples:",
            "  rejoinder rebuild --namespace march --registry officials.csv",
            "  rejoinder rebuild --namespace strict --rules all,-name-colon,-quotation-alone",
            "  rejoinder diff live march          what would change",
            "  rejoinder promote march            make it the live one",
            "  rejoinder drop march               remove it"
        })
public final class RebuildCommand implements Callable<Integer> {
    private static final String ALL = "all";
    private static final int LARGEST_REGISTRY = 7 * 1024 * 1024;
    private static final int MOST_PASSES = 10;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Workplace place = new Workplace();

    @Mixin
    private Namespace namespace = new Namespace();

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            required = true,
            description = "What the build is called; its topics begin with NAMESPACE.NAME.")
    private String name;

    @Option(
            names = "--registry",
            paramLabel = "FILE",
            description = "CSV of officials that extends the bundled registry.")
    private Optional<Path> registry = Optional.empty();

    @Option(
            names = "--rules",
            paramLabel = "RULES",
            split = ",",
            description = "all,-RULE,-RULE to leave rules out, RULE,RULE to go by these alone; their names are those"
                    + " that rejoinder read shows.")
    private List<String> rules = List.of();

    @Override
    public Integer call() throws InterruptedException {
        Topics build = namespace.build("--namespace", name);
        if (build.isOriginal()) {
            throw new UserError("--namespace: \"" + name + "\" is what services begin with; choose another name");
        }
        Optional<String> csv = registry.map(RebuildCommand::read);
        registry.ifPresent(file -> Registries.with(Optional.of(file)));
        List<String> without = without();
        String servers = place.servers();
        Workplace.Store store = place.store(build);
        Builds builds = namespace.builds(servers);
        Live live = builds.live();
        Build begun = begin(builds, live, csv, without);
        TopicPreparation.prepare(servers, build, partitions(servers, live.topics()));
        long start = System.nanoTime();
        Live own = new Live(build, Optional.of(begun), false);
        Reader reader = Reader.with(Registries.with(own.registry(Optional.empty())), own.rules());
        try (Progression progress = new Progression();
                Rereading rereading = Rereading.open(servers, live.topics(), build, reader, progress)) {
            int passes = 1;
            while (!rereading.catchUp(progress) && passes < MOST_PASSES) {
                passes++;
            }
            progress.end();
            say(rereading.outcome(), (System.nanoTime() - start) / 1e9);
            new Aggregating(servers, build, store, place.state()).run(progress);
        }
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "Build %s is there after %.1f s. rejoinder diff live %s says what would change.%n",
                        name,
                        (System.nanoTime() - start) / 1e9,
                        name);
        return 0;
    }

    private Build begin(Builds builds, Live live, Optional<String> csv, List<String> without)
            throws InterruptedException {
        Optional<Build> before = Optional.ofNullable(builds.all().get(name));
        if (before.isEmpty()) {
            Build begun = new Build(name, Instant.now(), csv, without);
            builds.put(begun);
            return begun;
        }
        Build build = before.get();
        if (live.topics().build().equals(name)) {
            throw new UserError("build " + name + " is live and is read as documents come; choose another name");
        }
        checkTurn(build, live);
        boolean otherRegistry = csv.isPresent() && !csv.equals(build.registry());
        boolean otherRules = !rules.isEmpty() && !Set.copyOf(without).equals(Set.copyOf(build.withoutRules()));
        if (otherRegistry || otherRules) {
            throw new UserError(
                    "build " + name + " was begun with " + (otherRegistry ? "another registry" : "other rules")
                            + "; rejoinder drop " + name + " removes it, or choose another name");
        }
        return build;
    }

    /** A build is made from the live one's pushes and cursors: from those of the one it was begun beside. */
    static void checkTurn(Build build, Live live) {
        boolean overtaken = build.promotedAt().isPresent()
                || live.build()
                        .flatMap(Build::promotedAt)
                        .filter(at -> at.isAfter(build.begunAt()))
                        .isPresent();
        if (overtaken) {
            throw new UserError("build " + build.name() + " was made beside one that is no longer live; rejoinder drop "
                    + build.name() + " removes it, then rebuild it");
        }
    }

    private List<String> without() {
        Set<String> known = new TreeSet<>(Rules.names());
        Set<String> without = new TreeSet<>();
        boolean all = rules.isEmpty() || rules.get(0).equals(ALL);
        List<String> named = all ? rules.stream().skip(1).toList() : rules;
        if (!all) {
            without.addAll(known);
        }
        for (String rule : named) {
            boolean minus = rule.startsWith("-");
            String bare = minus ? rule.substring(1) : rule;
            if (minus != all || !known.contains(bare)) {
                throw new UserError("--rules is all,-RULE,... or RULE,..., not \"" + String.join(",", rules)
                        + "\"; the rules are" + System.lineSeparator() + wrapped());
            }
            if (all) {
                without.add(bare);
            } else {
                without.remove(bare);
            }
        }
        return List.copyOf(without);
    }

    private static String wrapped() {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (String rule : Rules.names()) {
            if (column + rule.length() > 90) {
                text.append(System.lineSeparator());
                column = 0;
            }
            text.append(column == 0 ? "  " : " ").append(rule);
            column += rule.length() + 1;
        }
        return text.toString();
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > LARGEST_REGISTRY) {
                throw new UserError("--registry: " + file + " is larger than 7 MiB");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UserError("--registry: can't read " + file, e);
        }
    }

    private static int partitions(String servers, Topics live) throws InterruptedException {
        try (Admin admin = Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers))) {
            return PartitionCount.of(admin, live.statements().name());
        } catch (IllegalStateException e) {
            throw new UserError("there is nothing to rebuild: " + e.getMessage() + "; check --of", e);
        }
    }

    private void say(Rereading.Outcome outcome, double seconds) {
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "Read %,d documents in %.1f s (%,.0f a second): %,d statements, %,d more came without a"
                                + " document%s.%n",
                        outcome.documents(),
                        seconds,
                        outcome.documents() / Math.max(seconds, 0.001),
                        outcome.statements(),
                        outcome.carried(),
                        outcome.unread() == 0
                                ? ""
                                : String.format(Locale.ROOT, "; %,d records could not be read", outcome.unread()));
        spec.commandLine().getOut().flush();
    }
}
