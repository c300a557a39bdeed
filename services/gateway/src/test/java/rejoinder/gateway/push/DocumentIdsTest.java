package rejoinder.gateway.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import rejoinder.contracts.document.PushedDocument;

class DocumentIdsTest {
    @Test
    void theClientsIdComesFirstThenTheAddressThenTheContent() {
        Optional<String> id = Optional.of("gazette-7");
        Optional<String> url = Optional.of("https://gazette.example/7");

        assertThat(DocumentIds.of(document(id, url, "Words"))).isEqualTo("gazette-7");
        assertThat(DocumentIds.of(document(Optional.empty(), url, "Words"))).isEqualTo("url:https://gazette.example/7");
        assertThat(DocumentIds.of(document(Optional.empty(), Optional.empty(), "Words")))
                .matches("push:[0-9a-f]{64}");
    }

    @Test
    void theSameContentHasTheSameIdAndOtherContentAnother() {
        String once = DocumentIds.of(document(Optional.empty(), Optional.empty(), "Words"));

        assertThat(DocumentIds.of(document(Optional.empty(), Optional.empty(), "Words")))
                .isEqualTo(once);
        assertThat(DocumentIds.of(document(Optional.empty(), Optional.empty(), "Other words")))
                .isNotEqualTo(once);
    }

    @Test
    void anAddressTooLongForAnIdIsShortenedWithoutTwoBecomingOne() {
        String address = "https://gazette.example/" + "a".repeat(400);

        String id = DocumentIds.of(document(Optional.empty(), Optional.of(address), "Words"));
        String other = DocumentIds.of(document(Optional.empty(), Optional.of(address + "b"), "Words"));

        assertThat(id).hasSizeLessThanOrEqualTo(300).isNotEqualTo(other);
    }

    private static PushedDocument document(Optional<String> id, Optional<String> url, String text) {
        return new PushedDocument(
                id,
                Optional.empty(),
                url,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                text);
    }
}
