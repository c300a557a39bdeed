package rejoinder.ingestor.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rejoinder.contracts.json.Schemas;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.document.DocumentPipeline;
import rejoinder.reading.Reader;
import rejoinder.reading.Registry;

/** Every kind of source has a canary, and it lives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanariesTest {
    private Canaries canaries;

    @BeforeAll
    void load() {
        canaries =
                new Canaries(new DocumentPipeline(Reader.with(Registry.bundled())), Schemas.load(), Clock.systemUTC());
    }

    @ParameterizedTest
    @EnumSource(Source.Kind.class)
    void itsWordsAreFound(Source.Kind kind) {
        assertThat(canaries.trouble(kind)).isEmpty();
    }
}
