package rejoinder.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.net.Reach;
import rejoinder.contracts.webhook.Webhook;
import rejoinder.gateway.support.Receiver;

/** Deliveries over real HTTP to a receiver on this machine. */
class PosterTest {
    private static final String SECRET = "a secret of the tests";
    private static final Instant NOW = Instant.parse("2031-05-04T12:00:00Z");
    private static final Delivery DELIVERY = new Delivery(
            "log-0-7", "reaction", NOW, Json.mapper().createObjectNode().put("id", "border|u-1"));

    @Test
    void whatIsPostedIsSignedAndSaysWhatItIs() {
        try (Receiver receiver = new Receiver(SECRET)) {
            assertThat(post(receiver.url(), Reach.EVERYWHERE)).isEqualTo(new Poster.Outcome.Taken("204"));

            assertThat(receiver.told()).singleElement().satisfies(told -> {
                assertThat(told.signed()).isTrue();
                assertThat(told.id()).isEqualTo("log-0-7");
                assertThat(told.body().toString())
                        .isEqualTo("{\"id\":\"log-0-7\",\"webhook\":\"desk\",\"type\":\"reaction\","
                                + "\"timestamp\":\"2031-05-04T12:00:00Z\",\"data\":{\"id\":\"border|u-1\"}}");
            });
        }
    }

    @Test
    void redirectsAreNotFollowedAndGoneIsForGood() {
        try (Receiver receiver = new Receiver(SECRET)) {
            receiver.answering(302, 410, 500);

            assertThat(post(receiver.url(), Reach.EVERYWHERE))
                    .isEqualTo(new Poster.Outcome.Failed("302: redirects are not followed", false));
            assertThat(post(receiver.url(), Reach.EVERYWHERE)).isEqualTo(new Poster.Outcome.Failed("410", true));
            assertThat(post(receiver.url(), Reach.EVERYWHERE)).isEqualTo(new Poster.Outcome.Failed("500", false));
            assertThat(receiver.told()).hasSize(3);
        }
    }

    @Test
    void anAddressOfThisMachineIsNotAskedWhateverItsName() {
        try (Receiver receiver = new Receiver(SECRET)) {
            for (String host : List.of("localhost", "127.0.0.1", "[::1]", "2130706433", "0x7f000001")) {
                assertThat(post(receiver.url(host), Reach.PUBLIC))
                        .as(host)
                        .isInstanceOfSatisfying(Poster.Outcome.Failed.class, failed -> assertThat(failed.text())
                                .containsAnyOf("not an address of the public internet", "no such host"));
            }
            assertThat(receiver.told()).isEmpty();
        }
    }

    @Test
    void whoDoesNotListenIsAFailureThatSaysSo() {
        Receiver closed = new Receiver(SECRET);
        closed.close();

        assertThat(post(closed.url(), Reach.EVERYWHERE))
                .isInstanceOfSatisfying(Poster.Outcome.Failed.class, failed -> assertThat(failed.text())
                        .containsIgnoringCase("connection refused"));
    }

    private static Poster.Outcome post(String url, Reach reach) {
        WebhookSettings settings =
                new WebhookSettings(reach, Duration.ofMillis(1), Duration.ofMillis(2), 3, Duration.ofSeconds(5));
        Webhook webhook = new Webhook(
                "desk",
                url,
                SECRET,
                Webhook.On.REACTION,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                false);
        try (Poster poster = new Poster(settings)) {
            return poster.post(webhook, DELIVERY, NOW).join();
        }
    }
}
