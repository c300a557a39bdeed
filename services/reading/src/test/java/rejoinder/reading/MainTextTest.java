package rejoinder.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What of a page is its text. */
class MainTextTest {
    private static final String FIRST =
            "President Orla Venn of Zubrowka said on Monday that the decree of Ruritania was a grave mistake.";
    private static final String SECOND =
            "\u201CWe shall not obey it,\u201D she told reporters in the capital of her country.";

    @Test
    void anArticleIsTakenWithoutWhatStandsAroundIt() {
        Extracted page = MainText.fromHtml("""
                <!doctype html><html lang="en"><head><title>Venn rejects decree | Gazette</title>
                <meta property="og:site_name" content="Gazette">
                <meta property="article:published_time" content="2021-05-05T10:00:00+02:00">
                <link rel="canonical" href="https://gazette.example/venn"></head><body>
                <header><nav><a href="/">Home</a><a href="/world">World</a></nav></header>
                <article><h1>Venn rejects decree</h1>
                <div class="share-bar"><p>Share on everything</p></div>
                <figure><img src="x.jpg"><figcaption>Orla Venn. Photo: Gazette</figcaption></figure>
                <p>%s</p><p>%s</p>
                <p><a href="/more">Read more about the decree of Ruritania</a></p>
                <aside><p>Sign up for our newsletter about decrees and borders.</p></aside></article>
                <div class="comments"><p>First!</p></div>
                <footer><p>Copyright Gazette</p></footer></body></html>""".formatted(FIRST, SECOND), Optional.empty());

        assertThat(page.text()).isEqualTo("Venn rejects decree\n\n" + FIRST + "\n\n" + SECOND);
        assertThat(page.title()).contains("Venn rejects decree");
        assertThat(page.outlet()).contains("Gazette");
        assertThat(page.publishedAt()).contains(Instant.parse("2021-05-05T08:00:00Z"));
        assertThat(page.canonicalUrl()).contains("https://gazette.example/venn");
        assertThat(page.language()).contains("en");
    }

    @Test
    void aPressReleaseWithoutArticleIsWhereItsParagraphsAre() {
        Extracted page = MainText.fromHtml("""
                <html><body><div id="menu"><ul><li><a href="a">The ministry</a></li><li><a href="b">Press</a></li></ul></div>
                <div id="content"><div class="text"><p>%s</p><p>%s</p></div></div>
                <div class="box"><p>Opening hours</p></div></body></html>""".formatted(FIRST, SECOND), Optional.empty());

        assertThat(page.text()).isEqualTo(FIRST + "\n\n" + SECOND);
    }

    @Test
    void lineBreaksPartParagraphsWhereThereAreNone() {
        Extracted page = MainText.fromHtml("<body><div>" + FIRST + "<br><br>\n" + SECOND + "</div>", Optional.empty());

        assertThat(page.text()).isEqualTo(FIRST + "\n\n" + SECOND);
    }

    @Test
    void spaceInTheSourceIsOneSpaceInTheText() {
        assertThat(MainText.fromHtml("<p>Orla\n\n   Venn\t said&nbsp;no.</p>", Optional.empty())
                        .text())
                .isEqualTo("Orla Venn said no.");
    }

    @Test
    void aDateInStructuredDataIsFound() {
        assertThat(MainText.fromHtml(
                                "<script type=\"application/ld+json\">{\"datePublished\": \"2021-05-05\"}</script><p>No.</p>",
                                Optional.empty())
                        .publishedAt())
                .contains(Instant.parse("2021-05-05T00:00:00Z"));
    }

    @Test
    void brokenEmptyAndDeepPagesGiveWhatTheyHave() {
        assertThat(MainText.fromHtml("", Optional.empty()).text()).isEmpty();
        assertThat(MainText.fromHtml("<p>No<div></p></b>Yes", Optional.empty()).text())
                .contains("No")
                .contains("Yes");
        assertThat(MainText.fromHtml("<div>".repeat(50_000) + FIRST, Optional.empty())
                        .text())
                .contains(FIRST);
        assertThat(MainText.fromHtml("\u0000<p>\uD800 no", Optional.empty()).text())
                .contains("no");
    }
}
