package rejoinder.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rejoinder.contracts.Stance;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.net.Reach;
import rejoinder.contracts.webhook.Webhook;
import rejoinder.gateway.http.Checked;
import rejoinder.gateway.http.Problem;

class WebhookDefinitionsTest {
    @Test
    void aRuleIsReadAndAFreshSecretMadeWhereNoneIsGiven() {
        Webhook webhook = read("""
                {"id": "desk", "url": "https://desk.example/hook", "on": "reaction", "stories": ["border"],
                 "represents": ["zz"], "stances": ["condemn"], "leastRank": 70}""").fold(one -> one, problem -> {
            throw new AssertionError(problem);
        });

        assertThat(webhook.represents()).containsExactly("ZZ");
        assertThat(webhook.stances()).containsExactly(Stance.CONDEMN);
        assertThat(webhook.leastRank()).contains(70);
        assertThat(webhook.secret()).isEqualTo("made for desk");
        assertThat(webhook.toString()).doesNotContain("made for");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{};/id",
                "{\"id\": \"Desk\", \"url\": \"https://desk.example/\", \"on\": \"reaction\"};/id",
                "{\"id\": \"desk\", \"on\": \"reaction\"};/url",
                "{\"id\": \"desk\", \"url\": \"https://a:b@desk.example/\", \"on\": \"reaction\"};/url",
                "{\"id\": \"desk\", \"url\": \"http://10.0.0.7/\", \"on\": \"reaction\"};/url",
                "{\"id\": \"desk\", \"url\": \"http://[::1]/\", \"on\": \"reaction\"};/url",
                "{\"id\": \"desk\", \"url\": \"https://desk.example/\"};/on",
                "{\"id\": \"desk\", \"url\": \"https://desk.example/\", \"on\": \"spike\"};/stories",
                "{\"id\": \"desk\", \"url\": \"https://desk.example/\", \"on\": \"spike\", \"stories\": [\"a\"], \"leastRank\": 1};/on",
                "{\"id\": \"desk\", \"url\": \"https://desk.example/\", \"on\": \"reaction\", \"leastRank\": 101};/leastRank",
                "{\"id\": \"desk\", \"url\": \"https://desk.example/\", \"on\": \"reaction\", \"stances\": [\"angry\"]};/stances/0",
                "{\"id\": \"desk\", \"url\": \"https://desk.example/\", \"on\": \"reaction\", \"secret\": \"short\"};/secret",
                "{\"id\": \"desk\", \"url\": \"https://desk.example/\", \"on\": \"reaction\", \"more\": 1};/more",
            })
    void whatIsWrongIsPointedAt(String body, String pointer) throws JsonProcessingException {
        String where =
                read(body).fold(webhook -> "none", problem -> problem.pointer().orElse(""));

        assertThat(where).isEqualTo(pointer);
    }

    @Test
    void pausesDoubleUpToTheLongest() {
        WebhookSettings settings = WebhookSettings.DEFAULTS;

        assertThat(settings.pause(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.pause(4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(settings.pause(60)).isEqualTo(Duration.ofMinutes(10));
    }

    private static Checked<Webhook> read(String body) {
        try {
            return WebhookDefinitions.read(Json.mapper().readTree(body), Reach.PUBLIC, id -> "made for " + id);
        } catch (JsonProcessingException e) {
            return new Checked.Bad<>(Problem.body("", "not JSON: " + body));
        }
    }
}
