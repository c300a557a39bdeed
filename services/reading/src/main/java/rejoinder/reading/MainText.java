package rejoinder.reading;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.Evaluator;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;
import org.jsoup.select.Selector;

/**
 * The main text of a news page or a press release, without menus, captions, share links and what else stands around
 * it. Paragraphs are parted by an empty line; offsets of what is read later count in this text.
 */
public final class MainText {
    private static final String NEVER_TEXT = "script,style,noscript,template,nav,footer,aside,form,figure,figcaption,"
            + "iframe,svg,button,select,input,textarea,video,audio,object,canvas,menu,dialog";
    private static final Pattern AROUND = Pattern.compile(
            "(?i)(?:^|[-_ ])(?:share|sharing|social|related|newsletter|promo|advert|advertisement|ads?|cookie|consent|"
                    + "comments?|breadcrumbs?|menu|navigation|caption|credit|subscribe|subscription|paywall|recommended|"
                    + "recirculation|read-?more|more-?on|teaser|sidebar|toolbar|popup|modal|banner|tags?|byline|skip|"
                    + "hidden|sr-only|visually-hidden)(?:$|[-_ ])");
    private static final Pattern NO_PARAGRAPH = Pattern.compile(
            "(?i)(?:read more|also read|see also|more on this|share (?:this|on)|follow us|sign up|subscribe|advertisement|"
                    + "photo:|image:|picture:|copyright|\u00a9|all rights reserved|lesen sie auch|mehr zum thema|"
                    + "lire aussi|à lire|lee también|le[ae] más|leggi anche|czytaj (?:też|także|więcej)|leia também|"
                    + "читайте также|читайте також).{0,120}");
    /** Elements inside each other; deeper ones are taken beside each other, as browsers do. */
    private static final int DEEPEST = 512;

    private static final Evaluator KEPT = Selector.evaluatorOf("html,body,article,main,p");
    private static final Evaluator BLOCKS =
            Selector.evaluatorOf("p,h1,h2,h3,h4,li,blockquote,pre,dd,td,div,section,article,main,body");
    private static final int SHORT = 160;
    private static final double MOSTLY_LINKS = 0.5;
    private static final int ENOUGH = 140;
    private static final int MOST_CANDIDATES = 100;
    private static final Pattern PUBLISHED = Pattern.compile("\"datePublished\"\\s*:\\s*\"([^\"]{8,40})\"");

    private MainText() {}

    /** Extracts the paragraphs of an HTML page and what it says of itself. */
    public static Extracted fromHtml(String html, Optional<String> baseUrl) {
        Document page = Parser.htmlParser().setMaxDepth(DEEPEST).parseInput(html, baseUrl.orElse(""));
        Optional<Instant> published = published(page);
        Optional<String> outlet = meta(page, "meta[property=og:site_name]");
        Optional<String> title = title(page, outlet);
        Optional<String> canonical = Optional.ofNullable(page.selectFirst("link[rel=canonical]"))
                .map(link -> link.absUrl("href"))
                .filter(url -> !url.isEmpty());
        Optional<String> language =
                Optional.of(page.select("html").attr("lang")).filter(tag -> !tag.isEmpty());
        page.select(NEVER_TEXT).remove();
        page.select("header").stream()
                .filter(header -> header.parents().select("article,main").isEmpty())
                .toList()
                .forEach(Element::remove);
        page.getAllElements().stream()
                .filter(element -> !element.is(KEPT))
                .filter(MainText::standsAround)
                .toList()
                .forEach(Element::remove);
        return new Extracted(
                String.join("\n\n", paragraphs(main(page))), title, outlet, published, canonical, language, List.of());
    }

    private static boolean standsAround(Element element) {
        String names = element.className() + " " + element.id();
        return (!names.isBlank() && AROUND.matcher(names).find())
                || element.hasAttr("hidden")
                || element.attr("aria-hidden").equals("true")
                || element.attr("role").matches("navigation|banner|complementary|contentinfo|search");
    }

    /** The article that says most; where there is none, the element whose own paragraphs say most. */
    private static Element main(Document page) {
        Optional<Element> marked = Stream.of("article", "[itemprop=articleBody]", "main", "[role=main]")
                .map(selector -> page.select(selector).stream()
                        .limit(MOST_CANDIDATES)
                        .max(Comparator.comparingInt(
                                element -> textIn(element, "p").length())))
                .flatMap(Optional::stream)
                .filter(element -> element.text().length() >= ENOUGH)
                .findFirst();
        return marked.orElseGet(() -> mostParagraphs(page).orElse(page.body()));
    }

    private static String textIn(Element element, String selector) {
        return String.join(" ", element.select(selector).eachText());
    }

    private static Optional<Element> mostParagraphs(Document page) {
        Map<Element, Integer> said = new LinkedHashMap<>();
        for (Element paragraph : page.select("p")) {
            Element parent = paragraph.parent();
            if (parent != null && !isMostlyLinks(paragraph)) {
                int length = paragraph.text().length();
                said.merge(parent, length, Integer::sum);
                if (parent.parent() != null) {
                    said.merge(parent.parent(), length / 2, Integer::sum);
                }
            }
        }
        return said.entrySet().stream()
                .filter(entry -> entry.getValue() >= ENOUGH)
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    private static boolean isMostlyLinks(Element element) {
        int linked = textIn(element, "a").length();
        int all = element.text().length();
        return all > 0 && all < SHORT && linked > MOSTLY_LINKS * all;
    }

    private static List<String> paragraphs(Element main) {
        Collector collector = new Collector();
        NodeTraversor.traverse(collector, main);
        collector.end();
        return collector.paragraphs;
    }

    private static final char LINE_BREAK = '\u2028';
    private static final Pattern TWO_BREAKS = Pattern.compile("\u2028\\s*\u2028");

    /** Text by the blocks it stands in; a line break ends a line, two of them a paragraph. */
    private static final class Collector implements NodeVisitor {
        private final List<String> paragraphs = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private int linked;
        private int links;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                String plain = words.getWholeText();
                text.append(plain);
                linked += links > 0 ? plain.strip().length() : 0;
            } else if (node instanceof Element element) {
                if (element.is(BLOCKS)) {
                    end();
                } else if (element.nameIs("br")) {
                    text.append(LINE_BREAK);
                }
                links += element.nameIs("a") ? 1 : 0;
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                links -= element.nameIs("a") ? 1 : 0;
                if (element.is(BLOCKS)) {
                    end();
                }
            }
        }

        void end() {
            for (String part : TWO_BREAKS.split(text, -1)) {
                String paragraph = part.replaceAll("[\\s\u00a0\u2028]+", " ").strip();
                boolean onlyLinks = paragraph.length() < SHORT && linked > MOSTLY_LINKS * paragraph.length();
                if (!paragraph.isEmpty()
                        && !onlyLinks
                        && !NO_PARAGRAPH.matcher(paragraph).matches()) {
                    paragraphs.add(paragraph);
                }
            }
            text.setLength(0);
            linked = 0;
        }
    }

    /** The headline, without the name of the site after it. */
    private static Optional<String> title(Document page, Optional<String> outlet) {
        Optional<String> title = meta(page, "meta[property=og:title]")
                .or(() -> Optional.of(page.title().strip()).filter(text -> !text.isEmpty()))
                .or(() -> Optional.ofNullable(page.selectFirst("h1")).map(Element::text));
        return title.map(text -> {
            int bar =
                    Math.max(text.lastIndexOf(" | "), Math.max(text.lastIndexOf(" - "), text.lastIndexOf(" \u2013 ")));
            String tail = bar < 0 ? "" : text.substring(bar + 3).strip();
            boolean site = outlet.filter(name -> name.equalsIgnoreCase(tail)).isPresent()
                    || (bar > 0 && text.charAt(bar + 1) == '|' && tail.length() <= 40);
            return site ? text.substring(0, bar).strip() : text;
        });
    }

    private static Optional<String> meta(Document page, String selector) {
        return Optional.ofNullable(page.selectFirst(selector))
                .map(element -> element.attr("content").strip())
                .filter(content -> !content.isEmpty());
    }

    private static Optional<Instant> published(Document page) {
        Stream<Optional<String>> places = Stream.of(
                meta(page, "meta[property=article:published_time]"),
                meta(page, "meta[itemprop=datePublished]"),
                meta(page, "meta[name=date]"),
                meta(page, "meta[name=pubdate]"),
                meta(page, "meta[name=dc.date], meta[name=DC.date], meta[name=DC.date.issued]"),
                page.select("script[type=application/ld+json]").stream()
                        .map(script -> PUBLISHED.matcher(script.data()))
                        .filter(Matcher::find)
                        .map(found -> found.group(1))
                        .findFirst(),
                Optional.ofNullable(page.selectFirst("time[datetime]")).map(time -> time.attr("datetime")));
        return places.flatMap(Optional::stream)
                .map(MainText::instant)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A date-time with its offset; a day means its beginning in UTC. */
    private static Optional<Instant> instant(String text) {
        String time = text.strip().toUpperCase(Locale.ROOT).replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2");
        try {
            return Optional.of(
                    time.length() == 10
                            ? LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(time.replace(' ', 'T')).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
