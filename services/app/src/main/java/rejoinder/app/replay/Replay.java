package rejoinder.app.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import rejoinder.app.cli.Progress;

/** Reads a bounded log, sorts what is wanted of it by a clock, and sends it at a pace. */
final class Replay {
    private static final long MOST_HELD = 30L * 1024 * 1024;

    private static final Bytes NO_BYTES = Bytes.wrap(new byte[0]);

    private final Kind kind;
    private final FactsReader facts;
    private final Selection.Judge judge;
    private final boolean whole;
    private long unread;
    private long timeless;

    /** @param whole whether the output wants keys and headers as well */
    Replay(Kind kind, Clock clock, Selection selection, boolean whole) {
        this.kind = kind;
        this.facts = new FactsReader(kind, clock);
        this.judge = new Selection.Judge(selection);
        this.whole = whole;
    }

    /**
     * What a replay did.
     *
     * @param sent events sent, retractions among them
     * @param unread records that are none of ours
     * @param timeless records that are wanted but have no time on the chosen clock
     */
    record Outcome(long sent, long retractions, long unread, long timeless) {}

    Outcome run(BoundedLog log, Output output, Pace pace, boolean watched) throws IOException, InterruptedException {
        try (SortedEvents events = new SortedEvents(MOST_HELD)) {
            try (Progress progress = Progress.of("Reading", "records", log.length(), watched)) {
                log.forEach(record -> read(record, events), progress::at);
            }
            long[] sent = new long[2];
            try (Progress progress = Progress.of("Sending", "events", events.size(), watched)) {
                events.forEach(event -> {
                    pace.await(event.micros());
                    output.send(event);
                    if (pace.waits()) {
                        output.flush();
                    }
                    sent[0]++;
                    sent[1] += event.retraction() ? 1 : 0;
                    if (pace.waits() || sent[0] % 1000 == 0) {
                        progress.at(sent[0]);
                    }
                });
                progress.at(sent[0]);
            }
            output.flush();
            return new Outcome(sent[0], sent[1], unread, timeless);
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record, SortedEvents events) {
        Optional<Facts> read = facts.read(record);
        if (read.isEmpty()) {
            unread++;
            return;
        }
        Selection.Verdict verdict = judge.of(read.get());
        switch (verdict) {
            case SENT, RETRACTED -> add(record, read.get(), verdict == Selection.Verdict.RETRACTED, events);
            case TIMELESS -> timeless++;
            case LEFT_OUT -> {}
        }
    }

    private void add(ConsumerRecord<byte[], byte[]> record, Facts read, boolean retraction, SortedEvents events) {
        // A version that is wanted no longer is a retraction to this reader, though the log still holds words.
        boolean words = record.value() != null && (!retraction || (read.retraction() && kind == Kind.STATEMENT));
        try {
            events.add(new Event(
                    retraction ? read.id() : "",
                    read.micros().orElseThrow(),
                    record.partition(),
                    record.offset(),
                    retraction,
                    record.timestamp(),
                    whole ? Bytes.wrap(record.key()) : NO_BYTES,
                    words ? Optional.of(Bytes.wrap(record.value())) : Optional.empty(),
                    whole ? List.of(record.headers().toArray()) : List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException("can't put aside what is to be sorted", e);
        }
    }
}
