package rejoinder.gateway.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.gateway.support.SinkDatabase;
import rejoinder.gateway.support.Zubrowka;

class AnswersTest {
    @TempDir
    private Path folder;

    private final AtomicInteger made = new AtomicInteger();
    private SinkDatabase database;
    private Handle handle;

    @BeforeEach
    void open() {
        database = new SinkDatabase(folder).migrate();
        handle = Jdbi.open(database.url());
    }

    @AfterEach
    void close() {
        handle.close();
    }

    @Test
    void anAnswerIsMadeOnceUntilTheSinkWritesAgain() {
        Answers answers = new Answers();
        assertThat(answers.get(handle, "/a", this::make)).contains("1");
        assertThat(answers.get(handle, "/a", this::make)).contains("1");
        assertThat(answers.get(handle, "/b", this::make)).contains("2");

        database.put(Zubrowka.story("border"));

        assertThat(answers.get(handle, "/a", this::make)).contains("3");
    }

    @Test
    void thatThereIsNothingIsKeptAsWell() {
        Answers answers = new Answers();
        assertThat(answers.get(handle, "/none", Optional::empty)).isEmpty();
        assertThat(answers.get(handle, "/none", this::make)).isEmpty();
    }

    @Test
    void whatWasAskedForLongestAgoMakesRoom() {
        Answers answers = new Answers(300);
        assertThat(answers.get(handle, "/a", this::make)).contains("1");
        assertThat(answers.get(handle, "/b", this::make)).contains("2");
        assertThat(answers.get(handle, "/a", this::make)).contains("1");

        assertThat(answers.get(handle, "/c", this::make)).contains("3");

        assertThat(answers.get(handle, "/a", this::make)).contains("1");
        assertThat(answers.get(handle, "/b", this::make)).contains("4");
    }

    @Test
    void whatIsVeryLongIsNotKept() {
        Answers answers = new Answers();
        String all = "x".repeat(600_000);
        assertThat(answers.get(handle, "/long", () -> Optional.of(all))).contains(all);
        assertThat(answers.get(handle, "/long", this::make)).contains("1");
    }

    private Optional<String> make() {
        return Optional.of(Integer.toString(made.incrementAndGet()));
    }
}
