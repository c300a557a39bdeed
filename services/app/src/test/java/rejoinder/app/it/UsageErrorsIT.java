package rejoinder.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user can get wrong ends with one clear line and a status that is not 0. */
class UsageErrorsIT {
    @TempDir
    private Path folder;

    @Test
    void aTakenPortIsToldInOneLine() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                AppProcess app = AppProcess.start(
                        folder, "demo", "--port", Integer.toString(taken.getLocalPort()), "--data", "d")) {
            assertThat(app.waitFor()).isEqualTo(1);
            assertThat(app.output())
                    .contains("can't listen on 127.0.0.1:" + taken.getLocalPort())
                    .contains("--port")
                    .hasLineCount(1);
        }
    }

    @Test
    void aFolderThatCanNotBeWrittenIsToldInOneLine() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        try (AppProcess app = AppProcess.start(
                folder, "demo", "--port", "0", "--data", file.resolve("below").toString())) {
            assertThat(app.waitFor()).isEqualTo(1);
            assertThat(app.output())
                    .contains("can't write to the folder")
                    .contains("--data")
                    .hasLineCount(1);
        }
    }

    @Test
    void aDocumentOfMoreThanFiftyMebibytesIsRefusedWithItsReason() throws IOException, InterruptedException {
        Path book = folder.resolve("book.txt");
        try (RandomAccessFile file = new RandomAccessFile(book.toFile(), "rw")) {
            file.setLength(50L * 1024 * 1024 + 1);
        }
        try (AppProcess app = AppProcess.start(folder, "read", book.toString())) {
            assertThat(app.waitFor()).isEqualTo(1);
            assertThat(app.output()).contains("book.txt is larger than 50 MiB").hasLineCount(1);
        }
    }

    @Test
    void aLongTextIsRefusedWithWhatIsRead() throws IOException, InterruptedException {
        Path book = Files.writeString(folder.resolve("book.txt"), "He said no. ".repeat(90_000));
        try (AppProcess app = AppProcess.start(folder, "read", book.toString())) {
            assertThat(app.waitFor()).isEqualTo(1);
            assertThat(app.output())
                    .contains("book.txt has 1080000 characters; up to 1048576 are read")
                    .hasLineCount(1);
        }
    }

    @Test
    void anUnknownCommandShowsWhichThereAre() throws InterruptedException {
        try (AppProcess app = AppProcess.start(folder, "dmeo")) {
            assertThat(app.waitFor()).isEqualTo(2);
            assertThat(app.output()).contains("dmeo").contains("demo");
        }
    }
}
