package rejoinder.app.replay;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rejoinder.app.cli.Moments;
import rejoinder.app.cli.Terminal;
import rejoinder.app.cli.UserError;
import rejoinder.app.service.Target;
import rejoinder.contracts.Stance;
import rejoinder.contracts.topic.Topics;

/** Sends what the log holds once more; touches nothing of the live system. */
@Command(
        name = "replay",
        description = "Sends statements or reactions once more, as they came or faster; touches nothing that runs.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Several values of one option are \"or\", the options are \"and\". What was taken back is sent as a",
            "retraction, at the time that became known. The replay ends with what the log held when it began.",
            "",
            "Examples:",
            "  rejoinder replay --story nato-2024 --as csv --out reactions.csv",
            "  rejoinder replay --from 2024-02-10 --to 2024-02-13 | jq .quote",
            "  rejoinder replay --story nato-2024 --clock said --speed 3600 --as sse"
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final int BUFFER = 1 << 16;

    /** How events are written. */
    enum As {
        NDJSON,
        CSV,
        SSE
    }

    /** Where they go. */
    static final class Destination {
        @Option(names = "--out", paramLabel = "FILE", description = "Write to a file; else to standard output.")
        private Optional<Path> file = Optional.empty();

        @Option(
                names = "--topic",
                paramLabel = "NAME",
                description = "Write to a topic of that name on the same Kafka, created where it is missing.")
        private Optional<String> topic = Optional.empty();
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private Target target = new Target();

    @ArgGroup(exclusive = true)
    private Destination destination = new Destination();

    @Option(
            names = "--of",
            paramLabel = "KIND",
            description = "statement or reaction; reactions when --story or --stance is given, else statements.")
    private Optional<Kind> kind = Optional.empty();

    @Option(names = "--story", paramLabel = "ID", description = "Reactions of this story.")
    private Set<String> stories = new LinkedHashSet<>();

    @Option(names = "--actor", paramLabel = "ID", description = "What this actor said.")
    private Set<String> actors = new LinkedHashSet<>();

    @Option(
            names = "--represents",
            paramLabel = "CODE",
            description = "What was said for this country or organisation (FR, NATO).")
    private Set<String> represents = new LinkedHashSet<>();

    @Option(
            names = "--stance",
            paramLabel = "STANCE",
            description =
                    "Reactions of this stance: condemn, criticise, concern, neutral, no-comment, defend, welcome or"
                            + " unclear.")
    private Set<String> stances = new LinkedHashSet<>();

    @Option(names = "--from", paramLabel = "TIME", description = "The first moment; the beginning if not given.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", description = "The moment before which it ends; now if not given.")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--clock",
            paramLabel = "CLOCK",
            defaultValue = "observed",
            description = "Which time orders and bounds: said, published or observed (${DEFAULT-VALUE}).")
    private Clock clock;

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            defaultValue = "max",
            description = "1 as it came, 60 an hour in a minute, max without waiting (${DEFAULT-VALUE}).")
    private String speed;

    @Option(
            names = "--as",
            paramLabel = "FORMAT",
            defaultValue = "ndjson",
            description = "ndjson, csv or sse (${DEFAULT-VALUE}).")
    private As as;

    @Override
    public Integer call() throws InterruptedException {
        Kind chosen = kind();
        Selection selection = selection();
        Pace pace = new Pace(speed());
        Topics topics = target.topics();
        destination.topic.ifPresent(name -> checkTopic(name, topics));
        String servers = target.servers();
        long began = System.nanoTime();
        try (BoundedLog log = BoundedLog.open(servers, chosen.topic(topics).name())) {
            Replay.Outcome outcome;
            try (Output output = output(chosen, servers, log.partitions())) {
                outcome = new Replay(chosen, clock, selection, destination.topic.isPresent())
                        .run(log, output, pace, watched());
            }
            say(chosen, outcome, (System.nanoTime() - began) / 1e9);
            return 0;
        } catch (Pipe.Broken readerLeft) {
            return 0;
        } catch (IOException | UncheckedIOException e) {
            throw new UserError("the replay stopped: " + e.getMessage(), e);
        }
    }

    private Kind kind() {
        boolean needsReactions = !stories.isEmpty() || !stances.isEmpty();
        Kind chosen = kind.orElse(needsReactions ? Kind.REACTION : Kind.STATEMENT);
        if (chosen == Kind.STATEMENT && needsReactions) {
            throw new UserError("a statement has no story and no stance: use --of reaction, or leave out "
                    + (stories.isEmpty() ? "--stance" : "--story"));
        }
        return chosen;
    }

    private Selection selection() {
        Optional<Instant> first = from.map(text -> Moments.parse("--from", text));
        Optional<Instant> end = to.map(text -> Moments.parse("--to", text));
        if (first.isPresent() && end.isPresent() && !first.get().isBefore(end.get())) {
            throw new UserError("--from must be before --to, and " + from.get() + " is not before " + to.get());
        }
        for (String stance : stances) {
            if (Stance.parse(stance).isEmpty()) {
                throw new UserError("there is no stance \"" + stance
                        + "\": condemn, criticise, concern, neutral, no-comment, defend, welcome or unclear");
            }
        }
        return new Selection(
                stories,
                actors,
                represents.stream().map(code -> code.toUpperCase(Locale.ROOT)).collect(Collectors.toSet()),
                stances,
                first.map(ReplayCommand::micros).orElse(Long.MIN_VALUE),
                end.map(ReplayCommand::micros).orElse(Long.MAX_VALUE));
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private OptionalDouble speed() {
        if (speed.equalsIgnoreCase("max")) {
            return OptionalDouble.empty();
        }
        try {
            double factor = Double.parseDouble(speed);
            if (factor > 0 && Double.isFinite(factor)) {
                return OptionalDouble.of(factor);
            }
        } catch (NumberFormatException e) {
            throw new UserError("--speed is a number above 0, or max, not \"" + speed + "\"", e);
        }
        throw new UserError("--speed is a number above 0, or max, not \"" + speed + "\"");
    }

    private static void checkTopic(String name, Topics topics) {
        if (name.startsWith(topics.base() + ".")) {
            throw new UserError(
                    "--topic " + name + " would be one of the live system's own; choose a name that does not"
                            + " begin with \"" + topics.base() + ".\"");
        }
        if (!name.matches("[A-Za-z0-9._-]{1,249}") || name.equals(".") || name.equals("..")) {
            throw new UserError(
                    "--topic is 1 to 249 letters, digits, dots, underscores and hyphens, not \"" + name + "\"");
        }
    }

    private Output output(Kind chosen, String servers, int partitions) throws IOException, InterruptedException {
        if (destination.topic.isPresent()) {
            return TopicOutput.to(servers, destination.topic.get(), partitions);
        }
        OutputStream out = destination.file.isPresent()
                ? new BufferedOutputStream(created(destination.file.get()), BUFFER)
                : new BufferedOutputStream(new Pipe(new FileOutputStream(FileDescriptor.out)), BUFFER);
        return switch (as) {
            case NDJSON -> LineOutput.ndjson(out, chosen);
            case SSE -> LineOutput.sse(out, chosen);
            case CSV -> CsvOutput.to(out, chosen);
        };
    }

    private static OutputStream created(Path file) {
        try {
            return Files.newOutputStream(file);
        } catch (IOException e) {
            throw new UserError("can't write " + file + " (" + e.getMessage() + ")", e);
        }
    }

    /** A bar would stand among the events where both go to one terminal. */
    private boolean watched() {
        boolean elsewhere = destination.file.isPresent() || destination.topic.isPresent() || !Terminal.isThere();
        return elsewhere && Terminal.seesErrors();
    }

    private void say(Kind chosen, Replay.Outcome outcome, double seconds) {
        List<String> asides = new java.util.ArrayList<>();
        if (outcome.retractions() > 0) {
            asides.add(String.format(Locale.ROOT, "%,d of them retractions", outcome.retractions()));
        }
        if (outcome.timeless() > 0) {
            asides.add(String.format(
                    Locale.ROOT,
                    "%,d left out because they have no time on the clock \"%s\"",
                    outcome.timeless(),
                    clock.name().toLowerCase(Locale.ROOT)));
        }
        if (outcome.unread() > 0) {
            asides.add(String.format(Locale.ROOT, "%,d records could not be read", outcome.unread()));
        }
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "rejoinder: replayed %,d %ss%s in %.1f s%n",
                        outcome.sent(),
                        chosen.event(),
                        asides.isEmpty() ? "" : " (" + String.join(", ", asides) + ")",
                        seconds);
        spec.commandLine().getErr().flush();
    }
}
