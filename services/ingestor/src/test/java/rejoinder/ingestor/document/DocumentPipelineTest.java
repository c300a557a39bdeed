package rejoinder.ingestor.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.contracts.document.PushedStatement;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.statement.Statement;
import rejoinder.reading.Reader;
import rejoinder.reading.Registry;

/** From an item and what its last revision said to records. */
class DocumentPipelineTest {
    private static final Instant SEEN = Instant.parse("2031-05-04T12:00:00Z");
    private static final Instant PUBLISHED = Instant.parse("2031-05-04T10:00:00Z");
    private static final String INTRODUCTION = "President Orla Venn of Zubrowka spoke to reporters on the border.\n\n";
    private static final String FIRST = "\"Closing the border is a grave mistake,\" Venn said.";
    private static final String SECOND = "\"Every neighbour of ours will come to regret it,\" Venn said.";

    private DocumentPipeline pipeline;

    @BeforeEach
    void read(@TempDir Path folder) throws IOException {
        Path registry = Files.writeString(folder.resolve("registry.csv"), """
                id,name,role,rank,represents,represents_name
                orla-venn,Orla Venn,President,100,ZB,Zubrowka
                """);
        pipeline = new DocumentPipeline(
                Reader.with(Registry.bundled().extendedBy(registry).registry().orElseThrow()));
    }

    @Test
    void aNewTextGivesADocumentItsStatementsAndACursorThatKnowsThem() throws Rejected {
        Records records =
                pipeline.read(text(INTRODUCTION + FIRST), Optional.empty()).orElseThrow();

        assertThat(records.document().revision()).isEqualTo(1);
        assertThat(records.statements()).singleElement().isInstanceOfSatisfying(Statement.Asserted.class, said -> {
            assertThat(said.actor().name()).isEqualTo("Orla Venn");
            assertThat(said.represents().code()).isEqualTo("ZB");
            assertThat(said.quote()).startsWith("Closing the border is a grave mistake");
            assertThat(said.span().start()).isEqualTo((INTRODUCTION + FIRST).indexOf("Closing"));
            assertThat(said.document().id()).isEqualTo("inbox:a.txt");
        });
        assertThat(records.cursor().statements())
                .containsExactly(new Cursor.Said(
                        records.statements().get(0).id(),
                        records.statements().get(0).actorId()));
    }

    /** Ids of statements that are in logs already stand on this. */
    @Property
    void whatAStatementIsKnownByIsItsLettersAndNumbersInLowerCase(@ForAll String quote) {
        String lowered = Normalizer.normalize(quote, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);

        assertThat(DocumentPipeline.normalised(quote))
                .isEqualTo(lowered.replaceAll("[^\\p{L}\\p{N}]+", " ").strip());
    }

    @Test
    void theSameAgainGivesNothing() throws Rejected {
        Item item = text(INTRODUCTION + FIRST);
        Cursor known = pipeline.read(item, Optional.empty()).orElseThrow().cursor();

        assertThat(pipeline.read(item, Optional.of(known))).isEmpty();
    }

    @Test
    void aChangedTextAssertsWhatIsNewAndRetractsWhatItNoLongerSays() throws Rejected {
        Records before = pipeline.read(text(INTRODUCTION + FIRST + "\n\n" + SECOND), Optional.empty())
                .orElseThrow();
        String gone = before.statements().get(0).id();
        String kept = before.statements().get(1).id();

        Records after = pipeline.read(text(INTRODUCTION + SECOND), Optional.of(before.cursor()))
                .orElseThrow();

        assertThat(after.document().revision()).isEqualTo(2);
        assertThat(after.statements())
                .filteredOn(Statement.Retracted.class::isInstance)
                .extracting(Statement::id)
                .containsExactly(gone);
        assertThat(after.statements())
                .filteredOn(Statement.Asserted.class::isInstance)
                .extracting(Statement::id)
                .containsExactly(kept);
    }

    @Test
    void aWithdrawnDocumentRetractsEverything() throws Rejected {
        Records before =
                pipeline.read(text(INTRODUCTION + FIRST), Optional.empty()).orElseThrow();

        Records gone = pipeline.read(item(new Item.Gone(), "withdrawn"), Optional.of(before.cursor()))
                .orElseThrow();

        assertThat(gone.document().withdrawn()).isTrue();
        assertThat(gone.statements())
                .hasOnlyElementsOfType(Statement.Retracted.class)
                .hasSize(1);
        assertThat(gone.cursor().statements()).isEmpty();
    }

    @Test
    void theSameWordsTwiceInADocumentAreTwoStatements() throws Rejected {
        Records records = pipeline.read(text(INTRODUCTION + FIRST + "\n\n" + FIRST), Optional.empty())
                .orElseThrow();

        assertThat(records.statements())
                .extracting(Statement::id)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void aTextNotYetPublishedIsNotSaidAfterItWasSeen() throws Rejected {
        Item future = item(
                new Item.Text(document(INTRODUCTION + FIRST, Optional.of(SEEN.plusSeconds(86_400))), List.of()), "f");

        Statement statement = pipeline.read(future, Optional.empty())
                .orElseThrow()
                .statements()
                .get(0);

        assertThat(((Statement.Asserted) statement).saidAt().at()).isEqualTo(SEEN);
    }

    @Test
    void aRowIsAStatementOfWhoItNames() throws Rejected {
        Records records = pipeline.read(
                        item(
                                new Item.Row(
                                        row("Til Vask", "2031-05-03", Optional.of("President"), Optional.of("UFO"))),
                                "f"),
                        Optional.empty())
                .orElseThrow();

        assertThat(records.statements()).singleElement().isInstanceOfSatisfying(Statement.Asserted.class, said -> {
            assertThat(said.actor().name()).isEqualTo("Til Vask");
            assertThat(said.represents().code()).isEqualTo("UFO");
            assertThat(said.saidAt())
                    .isEqualTo(new SaidAt(Instant.parse("2031-05-03T00:00:00Z"), SaidAt.Precision.DAY));
        });
    }

    @Test
    void aRowWhoseSpeakerIsNoOfficialIsRejectedWithWhatToDo() {
        Item nobody = item(new Item.Row(row("Til Vask", "2031-05-03", Optional.empty(), Optional.empty())), "f");

        assertThatThrownBy(() -> pipeline.read(nobody, Optional.empty()))
                .isInstanceOfSatisfying(Rejected.class, rejected -> {
                    assertThat(rejected.reason()).isEqualTo("no-official");
                    assertThat(rejected.field()).contains("/speaker");
                })
                .hasMessageContaining("give role and represents");
    }

    @Test
    void aRowWhoseDateIsNoneIsRejected() {
        Item undated =
                item(new Item.Row(row("Til Vask", "yesterday", Optional.of("President"), Optional.of("UFO"))), "f");

        assertThatThrownBy(() -> pipeline.read(undated, Optional.empty())).hasMessageContaining("\"yesterday\"");
    }

    @Test
    void aTextThatIsTooLongIsRejected() {
        Item book = text("x".repeat(Reader.LONGEST_TEXT + 1));

        assertThatThrownBy(() -> pipeline.read(book, Optional.empty()))
                .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo("too-large"));
    }

    private static Item text(String text) {
        return item(new Item.Text(document(text, Optional.of(PUBLISHED)), List.of()), Fingerprint.of(text));
    }

    private static PushedDocument document(String text, Optional<Instant> publishedAt) {
        return new PushedDocument(
                Optional.empty(),
                Optional.of("Gazette"),
                Optional.of("https://example.org/a"),
                Optional.empty(),
                Optional.of("en"),
                publishedAt,
                Optional.empty(),
                text);
    }

    private static PushedStatement row(
            String speaker, String saidAt, Optional<String> role, Optional<String> represents) {
        return new PushedStatement(
                Optional.empty(),
                "No, never.",
                speaker,
                role,
                represents,
                Optional.of(saidAt),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Item item(Item.Content content, String fingerprint) {
        return new Item(
                "inbox", "a.txt", "inbox:a.txt", content, fingerprint, 1, Optional.empty(), SEEN, Optional.empty());
    }
}
