package rejoinder.ingestor.feed;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.feed.module.Module;
import com.rometools.rome.feed.module.SyModule;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndLink;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdom2.Element;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Entities;
import org.jsoup.parser.Parser;

/** RSS 0.9 to 2.0 and Atom, by ROME; a feed that is not well-formed is mended first. Never a DTD or an entity of one. */
final class XmlFeed {
    private static final Pattern FORBIDDEN =
            Pattern.compile("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");
    private static final Pattern DTD = Pattern.compile("(?i)<!(DOCTYPE|ENTITY)");
    private static final Map<String, Duration> PERIODS =
            Map.of("HOURLY", Duration.ofHours(1), "DAILY", Duration.ofDays(1), "WEEKLY", Duration.ofDays(7));

    private XmlFeed() {}

    static Feed read(String text) throws Feed.Unreadable {
        if (DTD.matcher(text).find()) {
            throw new Feed.Unreadable("the feed has a DTD, which is not read");
        }
        if (!FeedFormat.looksLikeOne(text)) {
            throw new Feed.Unreadable("there is no RSS, Atom or JSON feed here");
        }
        String clean = FORBIDDEN.matcher(text).replaceAll(" ");
        try {
            return feed(parsed(clean));
        } catch (FeedException | IllegalArgumentException broken) {
            String mended = Jsoup.parse(clean, "", Parser.xmlParser()).outerHtml();
            try {
                return feed(parsed(mended));
            } catch (FeedException | IllegalArgumentException e) {
                throw new Feed.Unreadable("the feed can't be read: " + broken.getMessage(), broken);
            }
        }
    }

    private static SyndFeed parsed(String text) throws FeedException {
        SyndFeedInput input = new SyndFeedInput(false, Locale.ROOT);
        input.setAllowDoctypes(false);
        input.setXmlHealerOn(true);
        input.setPreserveWireFeed(true);
        return input.build(new StringReader(text));
    }

    private static Feed feed(SyndFeed feed) {
        Optional<String> language = text(feed.getLanguage());
        List<Feed.Entry> entries = new ArrayList<>();
        for (SyndEntry entry : feed.getEntries()) {
            Optional<String> link = text(entry.getLink());
            Optional<String> id = text(entry.getUri()).or(() -> link).or(() -> text(entry.getTitle()));
            id.ifPresent(name -> entries.add(new Feed.Entry(
                    name,
                    link.or(() -> Optional.of(name).filter(XmlFeed::isWeb)),
                    text(entry.getTitle()).map(title -> Jsoup.parse(title).text()),
                    instant(entry.getPublishedDate()),
                    instant(entry.getUpdatedDate()),
                    language,
                    entry.getContents().stream().findFirst().flatMap(XmlFeed::html),
                    Optional.ofNullable(entry.getDescription()).flatMap(XmlFeed::html))));
        }
        return new Feed(
                text(feed.getTitle()),
                language,
                ttl(feed),
                related(feed, "next"),
                related(feed, "hub"),
                related(feed, "self"),
                entries);
    }

    private static Optional<String> html(SyndContent content) {
        boolean plain = content.getType() != null && content.getType().equalsIgnoreCase("text");
        return text(content.getValue()).map(value -> plain ? Entities.escape(value) : value);
    }

    private static Optional<Duration> ttl(SyndFeed feed) {
        WireFeed wire = feed.originalWireFeed();
        if (wire instanceof Channel channel && channel.getTtl() > 0) {
            return Optional.of(Duration.ofMinutes(channel.getTtl()));
        }
        Module module = feed.getModule(SyModule.URI);
        if (module instanceof SyModule sy && sy.getUpdatePeriod() != null) {
            Duration period = PERIODS.get(sy.getUpdatePeriod().toUpperCase(Locale.ROOT));
            return Optional.ofNullable(period).map(one -> one.dividedBy(Math.max(1, sy.getUpdateFrequency())));
        }
        return Optional.empty();
    }

    private static Optional<String> related(SyndFeed feed, String relation) {
        for (SyndLink link : feed.getLinks()) {
            if (relation.equals(link.getRel())) {
                return text(link.getHref());
            }
        }
        // RSS has such links from Atom's namespace, which ROME keeps as it found them.
        for (Element element : feed.getForeignMarkup()) {
            if (element.getName().equals("link") && relation.equals(element.getAttributeValue("rel"))) {
                return text(element.getAttributeValue("href"));
            }
        }
        return Optional.empty();
    }

    private static boolean isWeb(String text) {
        return text.startsWith("http://") || text.startsWith("https://");
    }

    private static Optional<Instant> instant(Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }

    private static Optional<String> text(String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }
}
