package rejoinder.ingestor.gdelt;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.testing.junit5.server.ServerExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.contracts.net.Reach;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.statement.Statement;
import rejoinder.ingestor.document.DocumentPipeline;
import rejoinder.ingestor.document.Item;
import rejoinder.ingestor.document.Rejected;
import rejoinder.ingestor.fetch.FetchSettings;
import rejoinder.ingestor.fetch.Fetcher;
import rejoinder.ingestor.follow.Found;
import rejoinder.ingestor.follow.KnownItems;
import rejoinder.ingestor.follow.Poll;
import rejoinder.ingestor.page.Articles;
import rejoinder.reading.Reader;
import rejoinder.reading.Registry;

/** Files of quotations without speakers. */
class GdeltTest {
    private static final String GQG = """
            {"date":"2021-03-01T12:00:00Z","url":"https://post.example/a1","title":"Border closed","lang":"ENGLISH",\
            "quotes":[{"pre":"er it closed. President Orla Venn of Zubrowka said on Monday: ","quote":"We will not leave the border to others",\
            "post":". She spoke in the capital and"}]}
            not JSON
            {"date":"2021-03-01T12:00:00Z","url":"https://post.example/a2","title":"Nothing said","lang":"ENGLISH","quotes":[]}
            """;

    @RegisterExtension
    private static final ServerExtension SERVER = new ServerExtension() {
        @Override
        protected void configure(ServerBuilder server) {
            server.service("/list.txt", (ctx, req) -> {
                StringBuilder list = new StringBuilder();
                for (int hour = 10; hour < 16; hour++) {
                    list.append("1234 0cc175b9c0f1b6a831c399e269772661 http://127.0.0.1:")
                            .append(SERVER.httpPort())
                            .append("/2021030112")
                            .append(hour)
                            .append("00.gqg.json.gz\n");
                }
                return HttpResponse.of(list.toString());
            });
            server.service(
                    "/{file}",
                    (ctx, req) -> ctx.pathParam("file").endsWith(".gqg.json.gz")
                            ? HttpResponse.of(HttpStatus.OK, MediaType.OCTET_STREAM, HttpData.wrap(gzipped(GQG)))
                            : HttpResponse.of(
                                    MediaType.HTML_UTF_8,
                                    "<html><body><p>“We regret it,” Foreign Minister Pim Ostro of Zubrowka said.</p></body></html>"));
        }
    };

    @TempDir
    private Path folder;

    private final Fetcher fetcher =
            new Fetcher(new FetchSettings(Optional.empty(), Reach.EVERYWHERE, Duration.ZERO, 8), Clock.systemUTC());
    private final List<Found> found = new ArrayList<>();

    @AfterEach
    void end() {
        fetcher.close();
    }

    private static byte[] gzipped(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("file.csv"));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private Poll.Outcome ask(Map<String, String> settings, Map<String, String> position) {
        Source source = new Source("gdelt", Source.Kind.GDELT, Optional.empty(), settings, false);
        Articles articles = new Articles(source, fetcher, Clock.systemUTC());
        return new GdeltPoll(source, fetcher, KnownItems.nothing(), articles, Runnable::run)
                .ask(position, found::add)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private List<Item> items() {
        return found.stream()
                .filter(Found.Document.class::isInstance)
                .map(one -> ((Found.Document) one).item())
                .toList();
    }

    @Test
    void aQuotationIsReadWithWhatStandsAroundItSoThatItsSpeakerIsFound() throws Rejected, IOException {
        ask(Map.of("url", "http://127.0.0.1:" + SERVER.httpPort() + "/20210301120000.gqg.json.gz"), Map.of());

        assertThat(items()).singleElement().satisfies(item -> {
            PushedDocument document = ((Item.Text) item.content()).document();
            assertThat(document.text())
                    .isEqualTo("it closed. President Orla Venn of Zubrowka said on Monday: “We will not leave the"
                            + " border to others”. She spoke in the capital");
            assertThat(document.url()).contains("https://post.example/a1");
            assertThat(document.outlet()).contains("post.example");
            assertThat(document.language()).contains("en");
            assertThat(document.publishedAt()).contains(Instant.parse("2021-03-01T12:00:00Z"));
        });
        var records = new DocumentPipeline(Reader.with(registry()))
                .read(items().get(0), Optional.empty())
                .orElseThrow();
        assertThat(records.statements()).singleElement().satisfies(statement -> {
            Statement.Asserted asserted = (Statement.Asserted) statement;
            assertThat(asserted.quote()).isEqualTo("We will not leave the border to others");
            assertThat(asserted.actor().name()).isEqualTo("Orla Venn");
        });
    }

    private Registry registry() throws IOException {
        Path csv = Files.writeString(
                folder.resolve("registry.csv"),
                "id,name,role,rank,represents,represents_name\norla-venn,Orla Venn,President,100,ZB,Zubrowka\n");
        return Registry.bundled().extendedBy(csv).registry().orElseThrow();
    }

    @Test
    void aLineThatCanNotBeReadIsRejectedAndKeepsNoOtherBack() {
        ask(Map.of("url", "http://127.0.0.1:" + SERVER.httpPort() + "/20210301120000.gqg.json.gz"), Map.of());

        assertThat(found)
                .filteredOn(Found.Bad.class::isInstance)
                .singleElement()
                .satisfies(bad -> assertThat(((Found.Bad) bad).origin())
                        .isEqualTo("source gdelt, 20210301120000.gqg.json.gz, line 2"));
    }

    @Test
    void aListIsBegunWithItsLastFilesAndGoneOnWithOneAPoll() {
        Map<String, String> list = Map.of("url", "http://127.0.0.1:" + SERVER.httpPort() + "/list.txt");

        Poll.Answered first = (Poll.Answered) ask(list, Map.of());
        Poll.Answered second = (Poll.Answered) ask(list, first.position());
        Poll.Answered last = (Poll.Answered) ask(list, Map.of("last", "20210301121500.gqg.json.gz"));

        assertThat(first.position()).containsEntry("last", "20210301121200.gqg.json.gz");
        assertThat(first.more()).isTrue();
        assertThat(second.position()).containsEntry("last", "20210301121300.gqg.json.gz");
        assertThat(last.more()).isFalse();
    }

    @Test
    void gkgFilesInAFolderLeadToTheArticles() throws IOException {
        String[] columns = new String[27];
        java.util.Arrays.fill(columns, "");
        columns[0] = "20210301120000-1";
        columns[1] = "20210301120000";
        columns[3] = "post.example";
        columns[4] = "http://127.0.0.1:" + SERVER.httpPort() + "/article";
        columns[22] = "100|20|said|We regret it#300|10||Words of a second one";
        columns[26] = "<PAGE_TITLE>Border &amp; trade</PAGE_TITLE>";
        Files.write(folder.resolve("20210301120000.gkg.csv.zip"), zipped(String.join("\t", columns) + "\n"));
        Files.writeString(folder.resolve("readme.txt"), "not one of them");

        Poll.Answered answered = (Poll.Answered) ask(Map.of("path", folder.toString()), Map.of());

        assertThat(items()).singleElement().satisfies(item -> {
            PushedDocument document = ((Item.Text) item.content()).document();
            assertThat(document.title()).contains("Border & trade");
            assertThat(document.text()).contains("Foreign Minister Pim Ostro");
        });
        found.clear();
        assertThat(ask(Map.of("path", folder.toString()), answered.position())).isInstanceOf(Poll.Answered.class);
        assertThat(found).isEmpty();
    }

    @Test
    void gkgWithoutItsArticlesIsReadAsFarAsItGoes() throws IOException {
        Files.write(folder.resolve("20210301120000.gkg.csv.zip"), zipped("too\tfew\tcolumns\n"));

        ask(Map.of("path", folder.toString(), "articles", "never"), Map.of());

        assertThat(found).hasSize(1).first().isInstanceOf(Found.Bad.class);
    }
}
