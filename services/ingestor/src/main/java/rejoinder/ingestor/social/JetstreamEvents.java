package rejoinder.ingestor.social;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.follow.Found;

/** What events of Jetstream say of the accounts that are followed. */
public final class JetstreamEvents {
    static final String POSTS = "app.bsky.feed.post";
    static final String CURSOR = "cursor";

    private final Posts posts;

    public JetstreamEvents(Source source, Clock clock) {
        this.posts = new Posts(source, clock);
    }

    /**
     * An account as the network knows it.
     *
     * @param did its lasting id
     * @param name it goes by
     */
    record Profile(Account account, String did, String handle, String name) {}

    /** What an event of one account says, where the account's setting line is {@code line}. */
    public List<Found> read(JsonNode event, String line, String name) {
        Account account = Account.listed(line).get(0);
        String did = event.path("did").asText();
        return read(event, Map.of(did, new Profile(account, did, account.handle(), name)));
    }

    /** What an event says, the position after it last. */
    List<Found> read(JsonNode event, Map<String, Profile> byDid) {
        List<Found> found = new ArrayList<>();
        Profile profile = byDid.get(event.path("did").asText());
        JsonNode commit = event.path("commit");
        if (profile != null && commit.path("collection").asText().equals(POSTS)) {
            String item = profile.did() + "/" + commit.path("rkey").asText();
            if (commit.path("operation").asText().equals("delete")) {
                found.add(new Found.Gone(item));
            } else {
                post(profile, item, commit).ifPresent(found::add);
            }
        }
        if (event.path("time_us").canConvertToLong()) {
            found.add(new Found.Position(
                    Map.of(CURSOR, Long.toString(event.path("time_us").asLong()))));
        }
        return found;
    }

    private Optional<Found> post(Profile profile, String item, JsonNode commit) {
        JsonNode record = commit.path("record");
        String text = record.path("text").asText().strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Posts.Post post = new Posts.Post(
                item,
                profile.name(),
                text,
                Optional.of("https://bsky.app/profile/" + profile.handle() + "/post/"
                        + commit.path("rkey").asText()),
                instant(record.path("createdAt").asText()),
                Optional.of(record.path("langs").path(0).asText())
                        .filter(code -> code.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")),
                Optional.empty(),
                commit.path("cid").asText());
        return Optional.of(posts.found(profile.account(), post, "Bluesky"));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
