package rejoinder.contracts.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source needs before it can be followed. */
class SourceSettingsTest {
    private static Source feed(Map<String, String> settings) {
        return new Source("post", Source.Kind.FEED, Optional.empty(), settings, false);
    }

    @Test
    void aFeedNeedsItsAddress() {
        assertThat(SourceSettings.problems(feed(Map.of("url", "https://post.example/rss"))))
                .isEmpty();
        assertThat(SourceSettings.problems(feed(Map.of()))).containsExactly("url is missing: address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://post.example/", "https://", "post.example", "https://a b/"})
    void anAddressIsOfTheWeb(String url) {
        assertThat(SourceSettings.problems(feed(Map.of("url", url))))
                .singleElement()
                .asString()
                .startsWith("url must be an address that begins with http:// or https://");
    }

    @Test
    void aNameAndAPasswordDoNotStandInAnAddress() {
        assertThat(SourceSettings.problems(feed(Map.of("url", "https://orla:venn@post.example/rss"))))
                .hasSize(1);
    }

    @Test
    void aSettingThatTheKindLacksIsNamedWithThoseItHas() {
        assertThat(SourceSettings.problems(feed(Map.of("url", "https://post.example/", "selector", "a"))))
                .containsExactly("a source of kind feed has no setting selector; it has url, interval, articles");
    }

    @Test
    void anIntervalHasItsUnitAndItsBounds() {
        assertThat(SourceSettings.duration("5m")).contains(Duration.ofMinutes(5));
        assertThat(SourceSettings.duration("90s")).contains(Duration.ofSeconds(90));
        assertThat(SourceSettings.duration("5")).isEmpty();
        assertThat(SourceSettings.problems(feed(Map.of("url", "https://post.example/", "interval", "8d"))))
                .containsExactly("interval must be a number and s, m, h or d, such as 5m; from 1s to 7d, not \"8d\"");
    }

    @Test
    void filesOfGdeltAreOnAServerOrInAFolder() {
        Source both = new Source(
                "g",
                Source.Kind.GDELT,
                Optional.empty(),
                Map.of("url", "https://data.example/list.txt", "path", "files"),
                false);

        assertThat(SourceSettings.problems(both))
                .containsExactly("either url or path is needed: a list of files, or a folder of them");
    }

    @ParameterizedTest
    @EnumSource(Source.Kind.class)
    void everyKindHasSettingsThatSayWhatTheyMean(Source.Kind kind) {
        assertThat(SourceSettings.of(kind)).isNotEmpty().allSatisfy(setting -> assertThat(setting.meaning())
                .isNotBlank());
    }

    @Test
    void severalAccountsStandOneALineOrBetweenCommas() {
        assertThat(SourceSettings.lines("a@x, b@x")).containsExactly("a@x", "b@x");
        assertThat(SourceSettings.lines("a@x = Orla Venn | President, Zubrowka | ZB\n\nb@x"))
                .containsExactly("a@x = Orla Venn | President, Zubrowka | ZB", "b@x");
    }

    @Test
    void secretsAreNotShown() {
        Source source = new Source(
                "m", Source.Kind.MASTODON, Optional.empty(), Map.of("token", "s3cret", "accounts", "a"), false);

        assertThat(SourceSettings.shown(source))
                .containsEntry("token", "(secret)")
                .containsEntry("accounts", "a");
    }

    @Test
    void whatCameWithinADayIsTheSumOfItsHours() {
        Instant noon = Instant.parse("2021-03-02T12:10:00Z");
        List<SourceStatus.Hour> hours =
                SourceStatus.add(List.of(), noon.minus(Duration.ofHours(30)), new SourceStatus.Hour(noon, 1, 0, 7, 7));
        hours = SourceStatus.add(hours, noon.minus(Duration.ofHours(3)), new SourceStatus.Hour(noon, 1, 1, 2, 3));
        hours = SourceStatus.add(hours, noon, new SourceStatus.Hour(noon, 1, 0, 1, 0));
        hours = SourceStatus.add(hours, noon, new SourceStatus.Hour(noon, 1, 0, 1, 1));

        SourceStatus status = new SourceStatus(
                "post",
                SourceStatus.State.ALIVE,
                noon,
                "one",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                hours);

        assertThat(status.hours()).hasSize(2);
        assertThat(status.lastDay(noon, SourceStatus.Hour::documents)).isEqualTo(4);
        assertThat(status.lastDay(noon, SourceStatus.Hour::statements)).isEqualTo(4);
        assertThat(status.lastDay(noon, SourceStatus.Hour::failures)).isEqualTo(1);
    }
}
