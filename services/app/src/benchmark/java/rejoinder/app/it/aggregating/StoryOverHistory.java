package rejoinder.app.it.aggregating;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** A story that is created over all that was said before, while new statements arrive. */
final class StoryOverHistory {
    /** Three in ten statements report an utterance again. */
    private static final int STATEMENTS = (int) (Bench.HISTORY / 0.7);

    /** Two reactions of history do not come further apart. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(5);

    private static final Duration LONGEST_UNTIL_FIRST = Duration.ofMinutes(1);

    /** New statements arrive for this long before a story comes, as they do where it is created. */
    private static final Duration ARRIVING_BEFORE = Duration.ofSeconds(20);

    private StoryOverHistory() {}

    static void measure(Bench bench) throws Exception {
        Talk talk = new Talk(0, 365);
        double bytes = bench.write(talk, STATEMENTS);
        Process aggregator = bench.aggregator(2);
        Pace pace = Pace.untilDone(bench, aggregator, STATEMENTS, Pace.LONGEST_HISTORY);
        Bench.report(
                "history     %,d statements of %.0f bytes aggregated at %s; %s",
                STATEMENTS,
                bytes,
                pace.described(),
                Bench.footprint(aggregator));
        Bench.report(
                "state       %.0f bytes on disk for each utterance",
                bench.stateBytes() / Bench.HISTORY);
        // The first one meets code that has never run, as after a start.
        create(bench, "first", "border", talk);
        create(bench, "second", "border", talk);
        create(bench, "third", "harbour", talk);
        Bench.report("memory      %s", Bench.footprint(aggregator));
        Bench.stop(aggregator);
    }

    private static void create(Bench bench, String id, String word, Talk talk) throws Exception {
        String afterHistory = String.format(Locale.ROOT, "%s|u-%032x", id, STATEMENTS);
        // What is said meanwhile repeats some of what was said before: those reactions come again.
        Set<String> reactions = new HashSet<>();
        // It reads before anything is said: what it missed would count as late when it is reported again.
        try (KafkaConsumer<String, byte[]> consumer = bench.newReactions()) {
            Waits waits = Waits.begin(bench, talk);
            long arriving = System.nanoTime();
            while (System.nanoTime() - arriving < ARRIVING_BEFORE.toNanos()) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> waits.note(record, System.nanoTime()));
            }
            List<Double> before = waits.take(bench.topics().reactions().name());
            long begin = System.nanoTime();
            bench.define(id, word);
            long last = begin;
            while (System.nanoTime() - last
                    < (reactions.isEmpty() ? LONGEST_UNTIL_FIRST : LONGEST_GAP).toNanos()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    long now = System.nanoTime();
                    boolean ofHistory = record.key().startsWith(id + "|")
                            && record.key().compareTo(afterHistory) < 0;
                    if (ofHistory && reactions.add(record.key())) {
                        last = now;
                    } else if (reactions.isEmpty() || now - last < Duration.ofSeconds(1).toNanos()) {
                        waits.note(record, now);
                    }
                }
            }
            List<Double> meanwhile = waits.take(bench.topics().reactions().name());
            Bench.report(
                    "stories     the %s story (%s) over %,d utterances: %,d reactions, the last one after %.1f s;"
                            + " meanwhile %d statements a second, each readable after %.0f ms (median), %.0f ms (99 %%),"
                            + " %.0f ms (worst); %.0f ms (median) before",
                    id,
                    word,
                    Bench.HISTORY,
                    reactions.size(),
                    (last - begin) / 1e9,
                    Waits.A_SECOND,
                    Waits.percentile(meanwhile, 0.5),
                    Waits.percentile(meanwhile, 0.99),
                    Waits.percentile(meanwhile, 1),
                    Waits.percentile(before, 0.5));
            waits.end();
        }
    }
}
