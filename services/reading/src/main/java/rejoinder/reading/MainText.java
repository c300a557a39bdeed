package rejoinder.reading;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The main text of a page without what surrounds it. */
public final class MainText {
    private MainText() {}

    /** Extracts the paragraphs of an HTML page and what it says of itself. */
    public static Extracted fromHtml(String html, Optional<String> baseUrl) {
        Document page = Jsoup.parse(html, baseUrl.orElse(""));
        page.select("script,style,nav,header,footer,aside,form,figure,noscript").remove();
        Element main = Optional.ofNullable(page.selectFirst("article"))
                .or(() -> Optional.ofNullable(page.selectFirst("main")))
                .orElse(page.body());
        List<String> paragraphs = main.select("h1,h2,h3,p,li,blockquote").stream()
                .filter(element -> element.select("p,li").size() <= (element.is("p,li") ? 1 : 0))
                .map(Element::text)
                .filter(text -> !text.isBlank())
                .toList();
        String text = paragraphs.isEmpty() ? main.text() : String.join("\n\n", paragraphs);
        return new Extracted(
                text,
                Optional.of(page.title()).filter(title -> !title.isBlank()),
                meta(page, "meta[property=og:site_name]"),
                meta(page, "meta[property=article:published_time]").flatMap(MainText::instant),
                Optional.ofNullable(page.selectFirst("link[rel=canonical]"))
                        .map(link -> link.absUrl("href"))
                        .filter(url -> !url.isEmpty()),
                Optional.of(page.select("html").attr("lang")).filter(language -> !language.isEmpty()),
                List.of());
    }

    private static Optional<String> meta(Document page, String selector) {
        return Optional.ofNullable(page.selectFirst(selector))
                .map(element -> element.attr("content").strip())
                .filter(content -> !content.isEmpty());
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
