package rejoinder.ingestor.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stands in a feed, whatever its format. */
class FeedFormatTest {
    private static Feed read(String text) throws Feed.Unreadable {
        return FeedFormat.read(text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    @Test
    void rss20() throws Feed.Unreadable {
        Feed feed = read("""
                <?xml version="1.0"?>
                <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
                     xmlns:atom="http://www.w3.org/2005/Atom">
                  <channel>
                    <title>Ruritania Post</title><link>https://post.example/</link><language>en</language><ttl>15</ttl>
                    <atom:link rel="hub" href="https://hub.example/"/>
                    <atom:link rel="next" href="https://post.example/rss?page=2"/>
                    <item>
                      <title>Border &amp;amp; trade</title><link>https://post.example/a1</link>
                      <guid isPermaLink="false">a1</guid><pubDate>Mon, 01 Mar 2021 12:00:00 +0100</pubDate>
                      <description>A teaser.</description>
                      <content:encoded><![CDATA[<p>“No,” Orla Venn said.</p>]]></content:encoded>
                    </item>
                  </channel>
                </rss>""");

        assertThat(feed.title()).contains("Ruritania Post");
        assertThat(feed.ttl()).contains(Duration.ofMinutes(15));
        assertThat(feed.hub()).contains("https://hub.example/");
        assertThat(feed.next()).contains("https://post.example/rss?page=2");
        assertThat(feed.entries())
                .containsExactly(new Feed.Entry(
                        "a1",
                        Optional.of("https://post.example/a1"),
                        Optional.of("Border & trade"),
                        Optional.of(Instant.parse("2021-03-01T11:00:00Z")),
                        Optional.empty(),
                        Optional.of("en"),
                        Optional.of("<p>“No,” Orla Venn said.</p>"),
                        Optional.of("A teaser.")));
    }

    @Test
    void rss10() throws Feed.Unreadable {
        Feed feed = read("""
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
                    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
                  <channel rdf:about="https://gov.example/rss"><title>Government of Zubrowka</title>
                    <link>https://gov.example/</link><description>News</description>
                    <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency></channel>
                  <item rdf:about="https://gov.example/1"><title>Statement</title><link>https://gov.example/1</link>
                    <dc:date>2021-03-01T12:00:00Z</dc:date><description>Text</description></item>
                </rdf:RDF>""");

        assertThat(feed.ttl()).contains(Duration.ofMinutes(30));
        assertThat(feed.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.id()).isEqualTo("https://gov.example/1");
            assertThat(entry.publishedAt()).contains(Instant.parse("2021-03-01T12:00:00Z"));
        });
    }

    @Test
    void atom() throws Feed.Unreadable {
        Feed feed = read("""
                <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
                  <title>Office of the President</title><id>urn:x</id><updated>2021-03-01T12:00:00Z</updated>
                  <link rel="self" href="https://pres.example/atom"/><link rel="next" href="/atom?page=2"/>
                  <entry><id>urn:1</id><title type="html">On the &lt;b&gt;border&lt;/b&gt;</title>
                    <link rel="alternate" href="https://pres.example/1"/>
                    <published>2021-03-01T10:00:00Z</published><updated>2021-03-01T12:00:00Z</updated>
                    <content type="text">5 &lt; 6 &amp; so on</content></entry>
                </feed>""");

        assertThat(feed.self()).contains("https://pres.example/atom");
        assertThat(feed.next()).contains("/atom?page=2");
        assertThat(feed.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.title()).contains("On the border");
            assertThat(entry.updatedAt()).contains(Instant.parse("2021-03-01T12:00:00Z"));
            assertThat(entry.content()).contains("5 &lt; 6 &amp; so on");
        });
    }

    @Test
    void jsonFeed() throws Feed.Unreadable {
        Feed feed = read("""
                {"version": "https://jsonfeed.org/version/1.1", "title": "Foreign Ministry of Freedonia",
                 "language": "en", "feed_url": "https://mfa.example/feed.json",
                 "next_url": "https://mfa.example/feed.json?page=2",
                 "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
                 "items": [{"id": "1", "url": "https://mfa.example/1", "content_text": "One.\\n\\nTwo < three.",
                            "date_published": "2021-03-01T12:00:00+02:00"}]}""");

        assertThat(feed.hub()).contains("https://hub.example/");
        assertThat(feed.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.content()).contains("<p>One.</p><p>Two &lt; three.</p>");
            assertThat(entry.publishedAt()).contains(Instant.parse("2021-03-01T10:00:00Z"));
        });
    }

    @Test
    void aFeedThatIsNotWellFormedIsMended() throws Feed.Unreadable {
        Feed feed = read("\n\n<rss version=\"2.0\"><channel><title>A & B &nbsp; C</title><link>https://x.example</link>"
                + "<description>d</description><item><title>One\u0008 <b>two</title><guid>1</guid></item>"
                + "</channel></rss>");

        assertThat(feed.entries()).extracting(Feed.Entry::id).containsExactly("1");
    }

    @Test
    void aFeedInAnotherEncodingIsReadAsItDeclares() throws Feed.Unreadable {
        String text =
                "<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss version=\"2.0\"><channel><title>Вести</title>"
                        + "<link>https://x.example</link><description>d</description></channel></rss>";

        assertThat(FeedFormat.read(text.getBytes(Charset.forName("windows-1251")), Optional.empty())
                        .title())
                .contains("Вести");
    }

    @Test
    void aDtdIsRefusedWithWhateverItBrings() {
        assertThatThrownBy(() -> read("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                        + "<rss version=\"2.0\"><channel><title>&e;</title></channel></rss>"))
                .isInstanceOf(Feed.Unreadable.class)
                .hasMessageContaining("DTD");
    }

    @Test
    void whatIsNoFeedIsSaidToBeNone() {
        assertThatThrownBy(() -> read("<html><body>Hello</body></html>"))
                .hasMessage("there is no RSS, Atom or JSON feed here");
        assertThatThrownBy(() -> read("{\"a\": 1}")).hasMessageContaining("a JSON Feed has a version and items");
        assertThatThrownBy(() -> read("")).isInstanceOf(Feed.Unreadable.class);
    }
}
