package rejoinder.ingestor.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.contracts.json.Schemas;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.document.Decoded;
import rejoinder.ingestor.document.Item;
import rejoinder.ingestor.follow.Found;
import rejoinder.ingestor.follow.KnownItems;

/** What is found in a folder, and what is wrong with the rest. */
class DropFolderTest {
    private static final Instant WRITTEN = Instant.parse("2031-05-04T10:00:00Z");
    private static final Source INBOX =
            new Source("inbox", Source.Kind.FOLDER, Optional.of("Gazette"), Map.of("path", "ignored"), false);

    @TempDir
    private Path folder;

    private DropFolder watched;

    @BeforeEach
    void watch() {
        watched = at(WRITTEN.plusSeconds(60));
    }

    private DropFolder at(Instant now) {
        return at(now, KnownItems.nothing());
    }

    private DropFolder at(Instant now, KnownItems known) {
        return new DropFolder(INBOX, folder, Duration.ZERO, Schemas.load(), Clock.fixed(now, ZoneOffset.UTC), known);
    }

    @Test
    void eachKindOfFileGivesItsDocuments() throws IOException {
        write("a.txt", "Title: The border\n\nOrla Venn said no.");
        write("b.html", "<html><body><p>Orla Venn said no.</p></body></html>");
        write("c.json", "[{\"text\":\"One.\"},{\"id\":\"two\",\"text\":\"Two.\"}]");
        write("d.ndjson", "{\"text\":\"One.\"}\n\n{\"quote\":\"No.\",\"speaker\":\"Orla Venn\"}\n");
        write("e.csv", "quote,speaker,date,country\n\"No, never.\",Orla Venn,2031-05-04,ZB\n");

        List<Item> items = items();

        assertThat(items)
                .extracting(Item::documentId)
                .containsExactly(
                        "inbox:a.txt",
                        "inbox:b.html",
                        "inbox:c.json#1",
                        "inbox:c.json#two",
                        "inbox:d.ndjson#1",
                        "inbox:d.ndjson#3",
                        "inbox:e.csv#1");
        assertThat(items.get(0).content()).isInstanceOfSatisfying(Item.Text.class, text -> assertThat(
                        text.document().title())
                .contains("The border"));
        assertThat(items.get(6).content()).isInstanceOfSatisfying(Item.Row.class, row -> {
            assertThat(row.statement().quote()).isEqualTo("No, never.");
            assertThat(row.statement().saidAt()).contains("2031-05-04");
            assertThat(row.statement().represents()).contains("ZB");
        });
    }

    @Test
    void compressedFilesAreReadLikeTheOthers() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("{\"text\":\"One.\"}\n{\"text\":\"Two.\"}".getBytes(UTF_8));
        }
        settled(Files.write(folder.resolve("a.ndjson.gz"), bytes.toByteArray()));

        assertThat(items()).hasSize(2);
    }

    @Test
    void bytesThatAreNotUtf8AreReadAndTheDocumentSaysSo() throws IOException {
        settled(Files.write(folder.resolve("a.txt"), new byte[] {'n', (byte) 0xE9, 'e'}));

        assertThat(items()).singleElement().satisfies(item -> {
            Item.Text text = (Item.Text) item.content();
            assertThat(text.document().text()).isEqualTo("n\u00e9e");
            assertThat(text.notes()).singleElement().asString().containsIgnoringCase("windows-1252");
        });
    }

    @Test
    void aPageIsReadInTheEncodingItDeclares() throws IOException {
        byte[] page = "<meta charset=\"iso-8859-2\"><p>za\u017C\u00F3\u0142\u0107</p>"
                .getBytes(java.nio.charset.Charset.forName("ISO-8859-2"));

        assertThat(Decoded.of(page).text()).contains("za\u017C\u00F3\u0142\u0107");
        assertThat(Decoded.of(page).notes()).singleElement().asString().contains("ISO-8859-2");
    }

    @Test
    void anEncodingThatNobodyDeclaresIsTakenFromTheBytes() {
        String russian =
                "\u042D\u0442\u043E \u0441\u0435\u0440\u044C\u0435\u0437\u043D\u0430\u044F \u043E\u0448\u0438\u0431\u043A\u0430, \u0441\u043A\u0430\u0437\u0430\u043B\u0430 \u043E\u043D\u0430 \u0432 \u043F\u043E\u043D\u0435\u0434\u0435\u043B\u044C\u043D\u0438\u043A. ";

        assertThat(Decoded.of(russian.repeat(20).getBytes(java.nio.charset.Charset.forName("windows-1251")))
                        .text())
                .startsWith(russian);
    }

    @Test
    void fewBrokenCharactersAreReplacedAndTheRestStaysAsItIs() {
        byte[] bytes = "\u201CTo b\u0142\u0105d\u201D, powiedzia\u0142a ???".getBytes(UTF_8);
        bytes[bytes.length - 1] = (byte) 0xE9;

        assertThat(Decoded.of(bytes).text()).isEqualTo("\u201CTo b\u0142\u0105d\u201D, powiedzia\u0142a ??\uFFFD");
        assertThat(Decoded.of(bytes).notes()).singleElement().asString().contains("replaced");
    }

    @Test
    void whatCanNotBeReadIsFoundBadWithItsReasonAndTheRestIsRead() throws IOException {
        write("a.ndjson", "{\"text\":\n{\"text\":\"Two.\"}\n[1]\n{\"text\":7}\n");
        write("b.csv", "quote,who\nNo.,Orla Venn\n");
        write("c.docx", "PK");
        write("d.json", "{");

        List<Found> found = found();

        assertThat(bad(found))
                .extracting(one -> one.origin() + ": " + one.rejected().reason())
                .containsExactly(
                        "source inbox, file a.ndjson, element 1: not-json",
                        "source inbox, file a.ndjson, element 3: schema",
                        "source inbox, file a.ndjson, element 4: schema",
                        "source inbox, file b.csv: schema",
                        "source inbox, file c.docx: unknown-kind",
                        "source inbox, file d.json: not-json");
        assertThat(bad(found).get(3).rejected()).hasMessageContaining("no column \"who\"");
        assertThat(found).filteredOn(Found.Document.class::isInstance).hasSize(1);
    }

    @Test
    void hiddenAndTemporaryFilesAreLeftAlone() throws IOException {
        write(".hidden.txt", "no");
        write("half.txt.tmp", "no");
        write("half.txt.part", "no");

        assertThat(found()).isEmpty();
    }

    @Test
    void aFileThatIsStillBeingWrittenIsReadWhenItStandsStill() throws IOException {
        write("a.txt", "Orla Venn sa");
        DropFolder soon = at(WRITTEN.plusMillis(500));
        soon.look(WRITTEN);
        assertThat(soon.next()).isEmpty();

        soon.look(WRITTEN);

        assertThat(soon.next()).containsInstanceOf(Found.Document.class);
    }

    @Test
    void aFileThatIsKnownAsItIsIsNotReadAgain() throws IOException {
        Path file = write("a.txt", "Orla Venn said no.");
        Cursor cursor = new Cursor(
                "inbox",
                "a.txt",
                Optional.of("inbox:a.txt"),
                "f",
                1,
                Files.size(file),
                Optional.of(WRITTEN),
                List.of());

        DropFolder knowing = at(WRITTEN.plusSeconds(60), new KnownItems() {
            @Override
            public Optional<Cursor> of(String item) {
                return item.equals("a.txt") ? Optional.of(cursor) : Optional.empty();
            }

            @Override
            public List<Cursor> within(String group) {
                return List.of();
            }
        });
        knowing.look(WRITTEN);

        assertThat(knowing.next()).isEmpty();
    }

    private List<Found> found() {
        watched.look(WRITTEN);
        List<Found> all = new ArrayList<>();
        for (Optional<Found> next = watched.next(); next.isPresent(); next = watched.next()) {
            all.add(
                    next.get() instanceof Found.Unopened unopened
                            ? unopened.opening().get()
                            : next.get());
        }
        return all;
    }

    private List<Item> items() {
        return found().stream()
                .filter(Found.Document.class::isInstance)
                .map(one -> ((Found.Document) one).item())
                .toList();
    }

    private static List<Found.Bad> bad(List<Found> found) {
        return found.stream()
                .filter(Found.Bad.class::isInstance)
                .map(Found.Bad.class::cast)
                .toList();
    }

    private Path write(String name, String text) throws IOException {
        return settled(Files.writeString(folder.resolve(name), text));
    }

    private static Path settled(Path file) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
    }
}
