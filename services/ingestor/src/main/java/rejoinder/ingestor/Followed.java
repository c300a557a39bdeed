package rejoinder.ingestor;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.source.SourceStatus;
import rejoinder.ingestor.follow.Attempts;
import rejoinder.ingestor.follow.Follower;

/** A source of this ingestor's share: its definition, who follows it, and what is said of it. For one thread. */
final class Followed implements AutoCloseable {
    private static final Duration SAID_AT_LEAST = Duration.ofSeconds(45);
    private static final Duration SAID_AT_MOST = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofHours(24);

    private final Source source;
    private final int partition;
    private final Optional<Follower> follower;
    private final Optional<String> problem;
    private final FileBeingRead file = new FileBeingRead();
    private Optional<Instant> lastDocument;
    private List<SourceStatus.Hour> hours;
    private Instant said = Instant.EPOCH;
    private long documents;
    private long statements;
    private boolean news = true;

    /**
     * @param follower absent for a source that is paused, pushed, or can't be followed
     * @param problem why it can't be followed
     * @param before what was last said of it
     */
    Followed(
            Source source,
            int partition,
            Optional<Follower> follower,
            Optional<String> problem,
            Optional<SourceStatus> before) {
        this.source = source;
        this.partition = partition;
        this.follower = follower;
        this.problem = problem;
        this.lastDocument = before.flatMap(SourceStatus::lastDocument);
        this.hours = before.map(SourceStatus::hours).orElse(List.of());
        before.ifPresent(status -> follower.ifPresent(one -> one.attempts().goOnFrom(status)));
    }

    Source source() {
        return source;
    }

    int partition() {
        return partition;
    }

    Optional<Follower> follower() {
        return follower;
    }

    /** What has come up of the file that is being read. */
    FileBeingRead file() {
        return file;
    }

    /** Counts what came. */
    void count(Intake.Added added, Instant now) {
        if (added.documents() > 0) {
            documents += added.documents();
            statements += added.statements();
            lastDocument = Optional.of(now);
            news = true;
        }
    }

    /** What is to be said of the source now, where it is time to. */
    Optional<SourceStatus> toSay(Instant now, String ingestor) {
        Optional<Attempts.Now> attempts = follower.map(Follower::attempts).map(Attempts::now);
        boolean changed = news || attempts.filter(one -> one.attempts() > 0).isPresent();
        Duration since = Duration.between(said, now);
        if (since.compareTo(changed ? SAID_AT_MOST : SAID_AT_LEAST) < 0) {
            return Optional.empty();
        }
        Optional<Attempts.Now> taken = follower.map(Follower::attempts).map(Attempts::take);
        SourceStatus.Hour more = new SourceStatus.Hour(
                now.truncatedTo(ChronoUnit.HOURS),
                taken.map(Attempts.Now::attempts).orElse(0),
                taken.map(Attempts.Now::failures).orElse(0),
                documents,
                statements);
        hours = SourceStatus.add(hours, now, more);
        said = now;
        documents = 0;
        statements = 0;
        news = false;
        return Optional.of(new SourceStatus(
                source.id(),
                state(taken, now),
                now,
                ingestor,
                taken.flatMap(Attempts.Now::lastAttempt),
                taken.flatMap(Attempts.Now::lastSuccess),
                lastDocument,
                problem.map(why -> new SourceStatus.Problem(now, why)).or(() -> taken.flatMap(Attempts.Now::lastError)),
                taken.map(Attempts.Now::inARow).orElse(0),
                taken.flatMap(Attempts.Now::next),
                hours));
    }

    private SourceStatus.State state(Optional<Attempts.Now> attempts, Instant now) {
        if (source.paused()) {
            return SourceStatus.State.PAUSED;
        }
        if (problem.isPresent() || attempts.filter(Attempts.Now::failing).isPresent()) {
            return SourceStatus.State.FAILING;
        }
        boolean recent = lastDocument.filter(at -> at.isAfter(now.minus(QUIET))).isPresent();
        if (recent) {
            return SourceStatus.State.ALIVE;
        }
        boolean asked = follower.isEmpty()
                || attempts.flatMap(Attempts.Now::lastAttempt).isPresent();
        return asked ? SourceStatus.State.QUIET : SourceStatus.State.NEW;
    }

    @Override
    public void close() {
        follower.ifPresent(Follower::close);
    }
}
