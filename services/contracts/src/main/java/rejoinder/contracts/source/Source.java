package rejoinder.contracts.source;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * A configured feed that documents come from.
 *
 * @param id slug, the key of {@code sources}
 * @param outlet whom to name as publisher where a document does not say
 * @param settings what the kind needs and allows, see {@link SourceSettings}
 * @param paused whether following is suspended
 */
public record Source(String id, Kind kind, Optional<String> outlet, Map<String, String> settings, boolean paused) {
    public Source {
        settings = Map.copyOf(settings);
    }

    /** A setting's value. */
    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    /** The same source, paused or not. */
    public Source paused(boolean now) {
        return new Source(id, kind, outlet, settings, now);
    }

    /** How a source is followed. */
    public enum Kind {
        /** RSS, Atom or JSON Feed, polled. */
        FEED("feed"),
        /** A news sitemap or a sitemap index, polled. */
        SITEMAP("sitemap"),
        /** A page that lists links to articles, polled. */
        PAGES("pages"),
        /** Accounts on a Mastodon-compatible server. */
        MASTODON("mastodon"),
        /** Accounts on Bluesky, by Jetstream. */
        BLUESKY("bluesky"),
        /** Global Quotation Graph or GKG 2.1 files of GDELT. */
        GDELT("gdelt"),
        /** A Kafka topic of the user's. */
        TOPIC("topic"),
        /** A drop folder. */
        FOLDER("folder"),
        /** What clients push over HTTP. */
        PUSH("push");

        private final String json;

        Kind(String json) {
            this.json = json;
        }

        /** The kind of that name in JSON. */
        public static Optional<Kind> named(String name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.json.equals(name))
                    .findFirst();
        }

        /** The value in JSON. */
        @JsonValue
        public String json() {
            return json;
        }
    }
}
