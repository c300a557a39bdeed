package rejoinder.ingestor.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as they stand in feeds and pages. */
class LinksTest {
    @ParameterizedTest
    @CsvSource({
        "https://Post.Example/A, https://post.example/A",
        "https://post.example, https://post.example/",
        "https://post.example/a b#top, https://post.example/a%20b",
        "https://post.example/é?q=ü, https://post.example/%C3%A9?q=%C3%BC",
        "https://münchen.example/, https://xn--mnchen-3ya.example/",
        "http://127.0.0.1:8080/x?y=1&z=2, http://127.0.0.1:8080/x?y=1&z=2",
        "https://post.example/100%, https://post.example/100%25",
        "https://post.example?id=7, https://post.example/?id=7"
    })
    void anAddressIsMadeOneThatCanBeAskedFor(String written, String asked) {
        assertThat(Links.of(written)).contains(URI.create(asked));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "post.example", "ftp://post.example/", "javascript:alert(1)", "https://a@b.example/"})
    void whatIsNoneIsNone(String written) {
        assertThat(Links.of(written)).isEmpty();
    }

    @Test
    void aLinkIsReadWhereItStands() {
        URI base = URI.create("https://post.example/news/index.html");

        assertThat(Links.within(base, "a.html")).contains(URI.create("https://post.example/news/a.html"));
        assertThat(Links.within(base, "/a?b=c d")).contains(URI.create("https://post.example/a?b=c%20d"));
        assertThat(Links.within(base, "//other.example/x")).contains(URI.create("https://other.example/x"));
        assertThat(Links.within(base, "mailto:a@b.example")).isEmpty();
    }

    @Test
    void aRelationIsFoundInALinkHeader() {
        String header = "<https://hub.example/>; rel=\"hub\", <https://post.example/p?page=2>; rel=\"next\"";

        assertThat(Links.related(header, "next")).contains("https://post.example/p?page=2");
        assertThat(Links.related(header, "hub")).contains("https://hub.example/");
        assertThat(Links.related(header, "prev")).isEmpty();
    }
}
