package rejoinder.ingestor.social;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.TextNode;
import rejoinder.ingestor.fetch.Links;

/** A status as Mastodon's API gives it (docs.joinmastodon.org/entities/Status). */
final class MastodonStatus {
    private static final Set<String> PUBLIC = Set.of("public", "unlisted");

    private MastodonStatus() {}

    /** Whether it is the account's own and meant for everybody: a boost is somebody else's words. */
    static boolean isOwn(JsonNode status) {
        JsonNode reblog = status.path("reblog");
        return (reblog.isMissingNode() || reblog.isNull())
                && PUBLIC.contains(status.path("visibility").asText("public"))
                && status.path("id").isTextual();
    }

    /** The handle of whoever posted it. */
    static String handle(JsonNode status) {
        return status.path("account").path("acct").asText().toLowerCase(Locale.ROOT);
    }

    static Posts.Post post(JsonNode status, String item) {
        return new Posts.Post(
                item,
                status.path("account").path("display_name").asText(),
                text(status.path("content").asText()),
                Optional.of(status.path("url").asText(status.path("uri").asText()))
                        .filter(url -> Links.of(url).isPresent()),
                instant(status.path("created_at").asText()),
                Optional.of(status.path("language").asText())
                        .filter(code -> code.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")),
                Optional.of(status.path("spoiler_text").asText().strip()).filter(text -> !text.isEmpty()),
                status.path("edited_at").asText(""));
    }

    /** The words of a status, which is HTML with paragraphs and line breaks. */
    static String text(String html) {
        Document document = Jsoup.parseBodyFragment(html);
        document.select("p").forEach(paragraph -> paragraph.prependChild(new TextNode("\n\n")));
        return document.body()
                .wholeText()
                .replaceAll("[ \\t]+", " ")
                .replaceAll(" ?\n ?", "\n")
                .strip();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
