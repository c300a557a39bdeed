package rejoinder.app.rebuild;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rejoinder.app.cli.Registries;
import rejoinder.app.cli.UserError;
import rejoinder.app.service.Builds;
import rejoinder.app.service.Live;
import rejoinder.contracts.build.Build;
import rejoinder.contracts.topic.Topics;
import rejoinder.ingestor.rebuild.Rereading;
import rejoinder.reading.Reader;

/** Makes a build the live one. */
@Command(
        name = "promote",
        description =
                "Makes a build the live one: services switch to it by themselves, and nothing is lost or doubled.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "First it takes in what came since the build was made. Then ingestors rest for a moment, the last",
            "documents are read, and services start anew on the build. Subscribers' tokens of the old one get 410",
            "and a fresh snapshot. The old one stays until rejoinder drop removes it (the first is \"original\")."
        })
public final class PromoteCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int MOST_PASSES = 10;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ChosenBuild chosen = new ChosenBuild();

    @Override
    public Integer call() throws InterruptedException {
        String servers = chosen.place().servers();
        Builds builds = chosen.builds(servers);
        Topics build = builds.named(chosen.name());
        Live live = builds.live();
        if (ChosenBuild.isLive(build, builds)) {
            throw new UserError("build " + build.build() + " is live already");
        }
        if (build.isOriginal()) {
            throw new UserError("the original build has not been read since another became live; rebuild it under"
                    + " a name of its own");
        }
        Build promoted = builds.build(chosen.name());
        RebuildCommand.checkTurn(promoted, live);
        Live own = new Live(build, Optional.of(promoted), false);
        Reader reader = Reader.with(Registries.with(own.registry(Optional.empty())), own.rules());
        try (Progression progress = new Progression();
                Rereading rereading = Rereading.open(servers, live.topics(), build, reader, progress)) {
            int passes = 1;
            while (!rereading.catchUp(progress) && passes < MOST_PASSES) {
                passes++;
            }
            new Aggregating(
                            servers,
                            build,
                            chosen.place().store(build),
                            chosen.place().state())
                    .run(progress);
            progress.end();
            switchOver(builds, promoted, live, rereading);
        }
        spec.commandLine()
                .getOut()
                .println("Build " + chosen.name() + " is live. rejoinder drop "
                        + live.topics().build() + " removes the one before it.");
        return 0;
    }

    /** The build holds exactly what the live one held at one moment; whatever comes after is read by its own ingestors. */
    private static void switchOver(Builds builds, Build build, Live live, Rereading rereading)
            throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        builds.put(build.switching(Instant.now()));
        boolean done = false;
        try {
            while (!done && System.nanoTime() < deadline) {
                done = rereading.catchUp((what, at, most) -> {}) && rereading.handOver();
            }
            if (done) {
                builds.put(build.promoted(after(live)));
            }
        } finally {
            if (!done) {
                builds.put(build.notSwitching());
            }
        }
        if (!done) {
            throw new UserError("documents go on coming in for the live build, so nothing was switched: an ingestor is"
                    + " running that does not know of switches; stop it, and promote again");
        }
    }

    /** Now, and in any case after the last switch, whatever other clocks say. */
    private static Instant after(Live live) {
        Instant now = Instant.now();
        return live.build()
                .flatMap(Build::promotedAt)
                .filter(last -> !now.isAfter(last))
                .map(last -> last.plusMillis(1))
                .orElse(now);
    }
}
