package rejoinder.app.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Represents;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Span;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.statement.Statement;

/** What tells two builds apart. */
class ComparisonTest {
    private static final Instant AT = Instant.parse("2021-03-01T00:00:00Z");
    private static final int EXAMPLES = 3;

    /** Where something stands, who says it and for whom. */
    record Place(int document, int from, int actor, int represents) {}

    @Property(tries = 5)
    void aBuildDoesNotDifferFromItself(@ForAll("builds") List<Place> build) throws Exception {
        assertThat(counts(differences(build, build, 1)))
                .allSatisfy((what, count) -> assertThat(count).as(what).isZero());
    }

    @Property(tries = 5)
    void everyStatementIsTheSameLostFoundOrSomebodyElses(
            @ForAll("builds") List<Place> before, @ForAll("builds") List<Place> after) throws Exception {
        Map<String, Long> counts = counts(differences(before, after, 1));

        long common = before.stream()
                .filter(one -> after.stream()
                        .anyMatch(other -> other.document() == one.document()
                                && other.from() == one.from()
                                && other.actor() == one.actor()))
                .count();
        long paired = counts.get("speakers changed") + common;
        assertThat(counts.get("statements lost")).isEqualTo(before.size() - paired);
        assertThat(counts.get("statements found")).isEqualTo(after.size() - paired);
        assertThat(counts.get("represents changed"))
                .isEqualTo(before.stream()
                        .filter(one -> after.stream()
                                .anyMatch(other -> other.document() == one.document()
                                        && other.from() == one.from()
                                        && other.actor() == one.actor()
                                        && other.represents() != one.represents()))
                        .count());
    }

    @Property(tries = 5)
    void theOrderOfTheLogChangesNothing(@ForAll("builds") List<Place> before, @ForAll("builds") List<Place> after)
            throws Exception {
        assertThat(differences(before, after, 1)).isEqualTo(differences(before, after, 2));
    }

    @Property(tries = 5)
    void whatIsLostOneWayIsFoundTheOther(@ForAll("builds") List<Place> before, @ForAll("builds") List<Place> after)
            throws Exception {
        Map<String, Long> there = counts(differences(before, after, 1));
        Map<String, Long> back = counts(differences(after, before, 1));

        assertThat(there.get("statements lost")).isEqualTo(back.get("statements found"));
        assertThat(there.get("statements found")).isEqualTo(back.get("statements lost"));
        assertThat(there.get("speakers changed")).isEqualTo(back.get("speakers changed"));
    }

    @Test
    void whatWasRetractedIsNotThereAndTheLastVersionCounts() throws Exception {
        try (Bench bench = new Bench()) {
            bench.comparison.take(Side.BEFORE, statement(new Place(1, 1, 1, 1)));
            bench.comparison.take(Side.BEFORE, retracted(new Place(1, 1, 1, 1)));
            bench.comparison.take(Side.BEFORE, statement(new Place(2, 1, 1, 1)));
            bench.comparison.take(Side.BEFORE, statement(new Place(2, 1, 1, 2)));
            bench.comparison.take(Side.AFTER, statement(new Place(2, 1, 1, 2)));

            assertThat(counts(bench.comparison.differences(EXAMPLES)).values()).containsOnly(0L);
        }
    }

    @Test
    void aStanceThatChangedIsToldWithBoth() throws Exception {
        try (Bench bench = new Bench()) {
            bench.comparison.take(
                    Side.BEFORE,
                    "reaction",
                    "border|u-1",
                    Optional.of(Json.mapper().readTree("{\"stance\":\"concern\"}")));
            bench.comparison.take(
                    Side.AFTER,
                    "reaction",
                    "border|u-1",
                    Optional.of(Json.mapper().readTree("{\"stance\":\"condemn\"}")));
            bench.comparison.take(
                    Side.AFTER,
                    "reaction",
                    "border|u-2",
                    Optional.of(Json.mapper().readTree("{\"stance\":\"welcome\"}")));

            List<Difference> differences = bench.comparison.differences(EXAMPLES);

            assertThat(counts(differences)).containsEntry("stances changed", 1L).containsEntry("reactions found", 1L);
            assertThat(differences)
                    .filteredOn(one -> one.what().equals("stances changed"))
                    .flatExtracting(Difference::examples)
                    .containsExactly(Map.of("key", "border|u-1", "before", "concern", "after", "condemn"));
        }
    }

    @Provide
    Arbitrary<List<Place>> builds() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 2))
                .as(Place::new)
                .list()
                .ofMaxSize(12)
                .map(places -> List.copyOf(places.stream()
                        .collect(
                                Collectors.toMap(ComparisonTest::id, place -> place, (one, other) -> one, TreeMap::new))
                        .values()));
    }

    private static List<Difference> differences(List<Place> before, List<Place> after, int seed)
            throws SQLException, IOException {
        try (Bench bench = new Bench()) {
            for (Place place : shuffled(before, seed)) {
                bench.comparison.take(Side.BEFORE, statement(place));
            }
            for (Place place : shuffled(after, seed)) {
                bench.comparison.take(Side.AFTER, statement(place));
            }
            List<Difference> differences = bench.comparison.differences(EXAMPLES);
            assertThat(differences)
                    .allSatisfy(one -> assertThat(one.examples()).hasSize((int) Math.min(EXAMPLES, one.count())));
            return differences;
        }
    }

    private static List<Place> shuffled(List<Place> places, int seed) {
        List<Place> shuffled = new ArrayList<>(places);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    private static Map<String, Long> counts(List<Difference> differences) {
        return differences.stream().collect(Collectors.toMap(Difference::what, Difference::count));
    }

    private static String id(Place place) {
        return "s-" + place.document() + "-" + place.from() + "-" + place.actor();
    }

    private static Statement retracted(Place place) {
        return new Statement.Retracted(id(place), "actor-" + place.actor(), AT, "d-" + place.document(), 2);
    }

    private static Statement statement(Place place) {
        return new Statement.Asserted(
                id(place),
                new Actor("actor-" + place.actor(), "Orla Venn the " + place.actor() + ".", Actor.Kind.PERSON),
                Optional.of("President"),
                100,
                new Represents("Z" + place.represents(), Represents.Kind.COUNTRY, "Zubrowka"),
                new Statement.Speaker(
                        "Venn", Optional.empty(), "name-at-verb/registry-name", Statement.ResolvedBy.REGISTRY),
                Statement.Type.DIRECT,
                "We will see.",
                new Span(place.from(), place.from() + 12),
                Optional.empty(),
                "",
                "quote-speaker-verb",
                new SaidAt(AT, SaidAt.Precision.INSTANT),
                Optional.empty(),
                AT,
                new Statement.DocumentRef(
                        "d-" + place.document(),
                        1,
                        "inbox",
                        "Gazette",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        ""));
    }

    /** A comparison in a folder of its own. */
    private static final class Bench implements AutoCloseable {
        private final Path folder;
        private final Comparison comparison;

        Bench() throws IOException, SQLException {
            folder = Files.createTempDirectory("comparison");
            comparison = Comparison.at(folder.resolve("c.duckdb"));
        }

        @Override
        public void close() throws SQLException, IOException {
            comparison.close();
            FileUtils.deleteDirectory(folder.toFile());
        }
    }
}
