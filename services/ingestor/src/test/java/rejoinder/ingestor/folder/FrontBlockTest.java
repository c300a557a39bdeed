package rejoinder.ingestor.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import rejoinder.contracts.document.PushedDocument;

class FrontBlockTest {
    @Test
    void linesAtTheHeadSayWhatTheDocumentIs() {
        PushedDocument document = FrontBlock.read(
                "Title: The border\r\nOUTLET: Gazette\nPublished: 2031-05-04T10:00:00Z\n\nOrla Venn said no.\n");

        assertThat(document.title()).contains("The border");
        assertThat(document.outlet()).contains("Gazette");
        assertThat(document.publishedAt()).contains(Instant.parse("2031-05-04T10:00:00Z"));
        assertThat(document.text()).isEqualTo("Orla Venn said no.\n");
    }

    @Test
    void aTextWithoutSuchLinesIsTakenAsItIs() {
        String text = "Orla Venn said: no.\n\nTitle: of nobility";

        assertThat(FrontBlock.read(text).text()).isEqualTo(text);
        assertThat(FrontBlock.read(text).title()).isEmpty();
    }

    @Test
    void linesThatNoEmptyLineEndsBelongToTheText() {
        String text = "Title: The border\nOrla Venn said no.";

        assertThat(FrontBlock.read(text).text()).isEqualTo(text);
    }
}
