package rejoinder.gateway.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serial;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import rejoinder.gateway.read.Database;
import rejoinder.gateway.read.Reads;

/**
 * What holds now, and the positions in the logs that it stands for: all read in one transaction, so that the changes
 * after those positions follow without a gap. Statements are too many to begin with: of them a subscriber gets what is
 * new.
 */
final class Snapshot {
    private static final Duration LONGEST_STALL = Duration.ofSeconds(30);

    private final Database database;

    Snapshot(Database database) {
        this.database = database;
    }

    /** Ends a read whose subscriber is gone. */
    private static final class Gone extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    /**
     * Sends the snapshot, oldest first. Only the {@code live} event behind it carries a token: a client that breaks off
     * before has none, and begins anew. Blocks.
     *
     * @param begin what of it
     * @param opened makes the subscription once the database has answered, from the positions of the feeds
     * @return the subscription, standing at the snapshot's positions; empty when the client is gone
     */
    Optional<Subscription> send(
            Collection<Feed> feeds,
            StreamFilter filter,
            Begin begin,
            Function<Map<Feed, Position>, Subscription> opened) {
        try {
            return Optional.of(database.read(handle -> {
                Map<Feed, Position> positions = new LinkedHashMap<>();
                feeds.forEach(feed -> positions.put(feed, position(handle, feed)));
                Subscription subscription = opened.apply(positions);
                if (!begin.empty()) {
                    feeds.forEach(feed -> send(handle, feed.subject(), filter, begin.newest(), subscription));
                }
                subscription.announceLive(false);
                return subscription;
            }));
        } catch (Gone gone) {
            return Optional.empty();
        }
    }

    private static Position position(Handle handle, Feed feed) {
        return feed.subject() == Subject.STATEMENT
                ? feed.hub().position()
                : Position.of(Reads.offsets(handle, feed.topic()));
    }

    private static void send(
            Handle handle, Subject subject, StreamFilter filter, OptionalInt newest, Subscription subscription) {
        switch (subject) {
            case REACTION ->
                Reads.current(
                        handle,
                        filter.stories(),
                        filter.reactions(),
                        newest,
                        json -> patiently(subscription, subject, subject.item(json)));
            case ACTOR, COUNTRY, STORY ->
                Reads.currentSummaries(handle, subject.of(), filter.stories(), json -> {
                    ObjectNode item = subject.item(json);
                    if (subject.traits(item).filter(filter::wants).isPresent()) {
                        patiently(subscription, subject, item);
                    }
                });
            case STATEMENT -> {}
        }
    }

    private static void patiently(Subscription subscription, Subject subject, ObjectNode item) {
        try {
            byte[] frame = Frames.event(subject.type().text(), item.toString(), Optional.empty());
            if (!subscription.sendPatiently(frame, LONGEST_STALL)) {
                throw new Gone();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Gone();
        }
    }
}
