package rejoinder.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
    @Property
    void whatIsWrittenIsRead(
            @ForAll @Size(max = 20) Map<@IntRange(min = 0, max = 999) Integer, @LongRange(min = 0) Long> next) {
        next.replaceAll((partition, offset) -> Math.min(offset, 999_999_999_999_999_999L));
        Token token = new Token("Kq5_t-1", Position.of(next));

        assertThat(Token.parse(token.text())).contains(token);
        assertThat(token.text()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void theIdOfAChangeBeginsWithItsPartitionAndTellsWhenItWas() {
        Token token = new Token("log", Position.of(Map.of(0, 4L, 2, 9L)), Optional.of(new Token.Origin(2, 1_700_000)));

        assertThat(new String(Base64.getUrlDecoder().decode(token.text()), StandardCharsets.UTF_8))
                .isEqualTo("1 log 2:9@1700000 0:4");
        assertThat(Token.parse(token.text())).contains(token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1 ",
                "2 log 0:1",
                "1 log 0",
                "1 log 0:-1",
                "1 log 0:1@",
                "1 log 0:1@x",
                "1 log 0:1 ",
                "1 log a:1",
                "1 log\n 0:1",
                "1 log 0:9999999999999999999"
            })
    void anythingElseIsNoToken(String plain) {
        String text = Base64.getUrlEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));

        assertThat(Token.parse(text)).isEmpty();
        assertThat(Token.parse("!" + text)).isEmpty();
    }
}
