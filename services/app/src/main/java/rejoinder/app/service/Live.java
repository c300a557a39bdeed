package rejoinder.app.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import rejoinder.contracts.build.Build;
import rejoinder.contracts.topic.Topics;
import rejoinder.reading.Rules;

/**
 * The build that services work in.
 *
 * @param build empty for the original one, which is read by whatever registry the services are given
 * @param switching whether another build is about to become live, so that nobody reads for this one
 */
public record Live(Topics topics, Optional<Build> build, boolean switching) {
    /** So long ingestors wait for a switch that has begun; then they go on. */
    static final Duration LONGEST_SWITCH = Duration.ofSeconds(30);

    /** What is live among {@code builds}; a build that is named by {@code given} stays what it is. */
    static Live of(Topics given, Collection<Build> builds, Instant now) {
        if (!given.isOriginal()) {
            return new Live(
                    given,
                    builds.stream()
                            .filter(build -> build.name().equals(given.build()))
                            .findFirst(),
                    false);
        }
        boolean switching = builds.stream()
                .flatMap(build -> build.switchingSince().stream())
                .anyMatch(since -> since.plus(LONGEST_SWITCH).isAfter(now));
        Optional<Build> live = Build.live(builds);
        return new Live(live.map(build -> given.build(build.name())).orElse(given), live, switching);
    }

    /** The rules it is read by. */
    public Rules rules() {
        return build.map(one -> new Rules(Set.copyOf(one.withoutRules()))).orElse(Rules.ALL);
    }

    /** The registry that it is read by: a build has its own, whatever {@code given} says. */
    public Optional<Path> registry(Optional<Path> given) {
        return build.isEmpty() ? given : build.get().registry().map(Live::file);
    }

    private static Path file(String csv) {
        try {
            Path file = Files.createTempFile("rejoinder-registry", ".csv");
            file.toFile().deleteOnExit();
            return Files.writeString(file, csv);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write the build's registry to a temporary file", e);
        }
    }
}
