package rejoinder.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import rejoinder.contracts.Stance;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.story.Story;

/** What holds for every log: see the promises in the README. */
class SummariesPropertiesTest {
    /** Wordings and their stances; a wording and its cut are the same words, all others are not. */
    private static final Map<String, Stance> WORDINGS = wordings();

    private static Map<String, Stance> wordings() {
        Map<String, Stance> wordings = new LinkedHashMap<>();
        wordings.put("Closing the border is irresponsible, and our people will say so at every table.", Stance.CONDEMN);
        wordings.put("Closing the border is irresponsible", Stance.CONDEMN);
        wordings.put("our people will say so at every table", Stance.UNCLEAR);
        wordings.put("We welcome his new thinking about a border.", Stance.WELCOME);
        wordings.put("Shutting that border would be a mistake for traders.", Stance.CRITICISE);
        wordings.put("The border has eighty milestones and two bridges.", Stance.UNCLEAR);
        wordings.put("No comment from me on any border today.", Stance.NO_COMMENT);
        wordings.put("The apple harvest was a mistake this season.", Stance.CRITICISE);
        return wordings;
    }

    private static final List<Zubrowka.Speaker> SPEAKERS = List.of(
            Zubrowka.ORLA_VENN,
            Zubrowka.PIM_OSTRO,
            Zubrowka.TIL_VASK,
            Zubrowka.MIKA_SOLT,
            Zubrowka.MIKA_SOLT_LATER,
            Zubrowka.RUDOLF);

    private static final Story STORY = Zubrowka.border();

    @Property(tries = 15, shrinking = ShrinkingMode.BOUNDED)
    void theOrderOfArrivalDoesNotMatter(@ForAll("statements") List<Statement.Asserted> log, @ForAll Random random) {
        List<Statement.Asserted> shuffled = new ArrayList<>(log);
        Collections.shuffle(shuffled, random);

        assertThat(resultsOf(shuffled)).isEqualTo(resultsOf(log));
    }

    @Property(tries = 15, shrinking = ShrinkingMode.BOUNDED)
    void addingThenRemovingIsNothing(
            @ForAll("statements") List<Statement.Asserted> kept,
            @ForAll("statements") List<Statement.Asserted> taken,
            @ForAll Random random) {
        List<Statement.Asserted> renamed =
                taken.stream().map(SummariesPropertiesTest::renamed).toList();
        List<Statement> log = new ArrayList<>(kept);
        log.addAll(renamed);
        Collections.shuffle(log, random);
        renamed.forEach(statement -> log.add(Zubrowka.retracted(statement)));

        assertThat(resultsOf(log)).isEqualTo(resultsOf(kept));
    }

    @Property(tries = 15, shrinking = ShrinkingMode.BOUNDED)
    void aStoryHoldsTheSameWhetherItComesBeforeTheHistoryOrAfter(@ForAll("statements") List<Statement.Asserted> log) {
        try (RunningTopology after = new RunningTopology()) {
            after.say(log.toArray(Statement[]::new)).follow(STORY);

            assertThat(after.results()).isEqualTo(resultsOf(log));
        }
    }

    @Property(tries = 25, shrinking = ShrinkingMode.BOUNDED)
    void whoeverIsBehindEndsWithTheSame(
            @ForAll("statements") List<Statement.Asserted> kept,
            @ForAll("statements") List<Statement.Asserted> taken,
            @ForAll Random random) {
        List<Statement> log = new ArrayList<>(kept);
        for (Statement.Asserted statement : taken) {
            Statement.Asserted other = renamed(statement);
            int at = random.nextInt(log.size() + 1);
            log.add(at, other);
            log.add(at + 1 + random.nextInt(log.size() - at), Zubrowka.retracted(other));
        }
        try (RunningTopology behind = RunningTopology.behind()) {
            int from = 0;
            int story = random.nextInt(log.size() + 1);
            while (from < log.size()) {
                int to = from + 1 + random.nextInt(log.size() - from);
                behind.hear(log.subList(from, to));
                if (from <= story && story < to) {
                    behind.follow(STORY);
                } else {
                    behind.pass(Duration.ofMillis(random.nextInt(3000)));
                }
                from = to;
            }

            assertThat(behind.follow(STORY).results()).isEqualTo(resultsOf(kept));
        }
    }

    @Property(tries = 30, shrinking = ShrinkingMode.BOUNDED)
    void summariesEqualAPlainCalculation(@ForAll("statements") List<Statement.Asserted> log) {
        ReferenceSummaries reference = new ReferenceSummaries(
                STORY,
                log,
                RunningTopology.WINDOW,
                statement -> statement.quote().contains("border"),
                WORDINGS::get);
        try (RunningTopology topology = new RunningTopology()) {
            topology.follow(STORY).say(log.toArray(Statement[]::new));

            assertThat(topology.actors().now()).isEqualTo(reference.actors());
            assertThat(topology.countries().now()).isEqualTo(reference.countries());
            assertThat(topology.stories().only()).isEqualTo(reference.story());
        }
    }

    private static Map<String, String> resultsOf(List<? extends Statement> log) {
        try (RunningTopology topology = new RunningTopology()) {
            return topology.follow(STORY).say(log.toArray(Statement[]::new)).results();
        }
    }

    private static Statement.Asserted renamed(Statement.Asserted statement) {
        Zubrowka.Speaker speaker = SPEAKERS.stream()
                .filter(one ->
                        one.id().equals(statement.actorId()) && one.represents().equals(statement.represents()))
                .findFirst()
                .orElseThrow();
        return speaker.says(
                "s-taken" + statement.id().substring(2),
                statement.quote(),
                statement.saidAt().at());
    }

    /** Up to thirty statements of a fortnight around the trigger event; times repeat, so that ids must decide. */
    @Provide
    Arbitrary<List<Statement.Asserted>> statements() {
        Arbitrary<Zubrowka.Speaker> speakers = Arbitraries.of(SPEAKERS);
        Arbitrary<String> quotes = Arbitraries.of(List.copyOf(WORDINGS.keySet()));
        Arbitrary<Integer> hours = Arbitraries.integers().between(-4, 28).map(quarter -> quarter * 12);
        Arbitrary<String> outlets = Arbitraries.of("Gazette", "Tribune", "Courier");
        return Combinators.combine(speakers, quotes, hours, outlets)
                .as((speaker, quote, hour, outlet) -> new Draft(speaker, quote, hour, outlet))
                .list()
                .ofMaxSize(30)
                .map(SummariesPropertiesTest::numbered);
    }

    private record Draft(Zubrowka.Speaker speaker, String quote, int hour, String outlet) {}

    private static List<Statement.Asserted> numbered(List<Draft> drafts) {
        List<Statement.Asserted> statements = new ArrayList<>();
        for (Draft draft : drafts) {
            statements.add(draft.speaker()
                    .says(
                            "s-" + statements.size(),
                            draft.quote(),
                            Zubrowka.after(Duration.ofHours(draft.hour())),
                            draft.outlet()));
        }
        return statements;
    }
}
