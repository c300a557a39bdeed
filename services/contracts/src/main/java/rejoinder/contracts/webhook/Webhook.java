package rejoinder.contracts.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import rejoinder.contracts.Stance;

/**
 * A rule, and the address that is told when it is met. Several values of one kind are "or", the kinds are "and"; an empty
 * list wants all.
 *
 * @param id slug, the key of {@code webhooks}
 * @param secret what deliveries are signed with
 * @param stories ids; exactly one unless {@code on} is {@link On#REACTION}
 * @param actors ids; of reactions only, like all that follows
 * @param represents codes
 * @param leastRank 0 to 100: those of lower rank are not told of
 * @param paused whether nothing is delivered for now; what happens meanwhile is delivered later
 */
public record Webhook(
        String id,
        String url,
        String secret,
        On on,
        List<String> stories,
        List<String> actors,
        List<String> represents,
        List<Stance> stances,
        Optional<Integer> leastRank,
        boolean paused) {
    /** The most webhooks of one namespace. */
    public static final int MOST = 500;

    public Webhook {
        stories = List.copyOf(stories);
        actors = List.copyOf(actors);
        represents = List.copyOf(represents);
        stances = List.copyOf(stances);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Webhook[" + id + ", on=" + on + "]";
    }

    /** What a rule watches. */
    public enum On {
        /** Each change of a reaction: a new one, a new version, a retraction. */
        REACTION("reaction"),
        /** Somebody on a story's watchlist reacts for the first time. */
        FIRST_REACTION("first-reaction"),
        /** A minute, an hour or a day of a story has many more reactions than usual. */
        SPIKE("spike");

        private final String json;

        On(String json) {
            this.json = json;
        }

        /** What has that name in JSON. */
        public static Optional<On> named(String name) {
            return Arrays.stream(values()).filter(on -> on.json.equals(name)).findFirst();
        }

        /** The value in JSON. */
        @JsonValue
        public String json() {
            return json;
        }
    }
}
