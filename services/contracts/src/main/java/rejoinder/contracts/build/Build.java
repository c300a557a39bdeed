package rejoinder.contracts.build;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One reading of all documents, with what it is read by: whoever goes on reading for it reads by the same.
 *
 * @param name 1 to 61 lower-case letters, digits and hyphens
 * @param begunAt when it was begun
 * @param registry the CSV of officials that extends the bundled registry, as text
 * @param withoutRules rules of reading that are left out
 * @param switchingSince when a switch to it began; while that is recent, no ingestor reads
 * @param promotedAt when it became the live one; the last one promoted is live
 */
public record Build(
        String name,
        Instant begunAt,
        Optional<String> registry,
        List<String> withoutRules,
        Optional<Instant> switchingSince,
        Optional<Instant> promotedAt) {
    public Build {
        withoutRules = List.copyOf(withoutRules);
    }

    /** One that has just begun. */
    public Build(String name, Instant begunAt, Optional<String> registry, List<String> withoutRules) {
        this(name, begunAt, registry, withoutRules, Optional.empty(), Optional.empty());
    }

    /** The one that is live among {@code builds}; empty when the original one is. */
    public static Optional<Build> live(Collection<Build> builds) {
        return builds.stream()
                .filter(build -> build.promotedAt().isPresent())
                .max(Comparator.comparing((Build build) -> build.promotedAt().get())
                        .thenComparing(Build::name));
    }

    /** The same while a switch to it is under way. */
    public Build switching(Instant at) {
        return new Build(name, begunAt, registry, withoutRules, Optional.of(at), promotedAt);
    }

    /** The same with no switch under way. */
    public Build notSwitching() {
        return new Build(name, begunAt, registry, withoutRules, Optional.empty(), promotedAt);
    }

    /** The same as the live one. */
    public Build promoted(Instant at) {
        return new Build(name, begunAt, registry, withoutRules, Optional.empty(), Optional.of(at));
    }
}
