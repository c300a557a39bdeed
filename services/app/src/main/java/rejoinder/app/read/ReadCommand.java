package rejoinder.app.read;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rejoinder.app.cli.Registries;
import rejoinder.app.cli.Terminal;
import rejoinder.app.cli.UserError;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.ingestor.document.Decoded;
import rejoinder.ingestor.folder.BoundedLines;
import rejoinder.ingestor.folder.FrontBlock;
import rejoinder.reading.Extracted;
import rejoinder.reading.MainText;
import rejoinder.reading.Reader;
import rejoinder.reading.Registry;
import rejoinder.reading.SourceText;
import rejoinder.reading.TriggerText;

/** Prints what is found in documents; stores nothing and needs no broker. */
@Command(
        name = "read",
        description = "Prints who says what in documents, with the evidence; stores nothing.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "FILE is plain text (also with lines \"Published: 2024-02-11\", \"Title: ...\" at its head) or HTML.",
            "",
            "--ndjson answers each line of standard input by a line:",
            "  {\"doc_id\",\"text\",\"published\"?,\"trigger\"?:{\"actor\",\"quote\",\"at\"}}",
            "      what a document says, offsets in Unicode code points; stances when there is a trigger",
            "  {\"doc_id\",\"statement\":{\"quote\",\"speaker\",\"role\"?,\"date\"},\"trigger\"?}",
            "      who is meant, for whom they speak, and their stance",
            "  {\"doc_id\",\"pair\":[{\"quote\",\"speaker\",\"date\"},{...}]}",
            "      whether both report the same words",
            "",
            "Examples:",
            "  rejoinder read article.html",
            "  rejoinder read --trigger-actor \"Orla Venn\" --trigger-quote \"I would leave\" article.txt",
            "  rejoinder read --ndjson --all < articles.ndjson > statements.ndjson"
        })
public final class ReadCommand implements Callable<Integer> {
    private static final int LARGEST_FILE = 50 * 1024 * 1024;
    private static final int BUFFER = 1 << 16;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Documents to read.")
    private List<Path> files = List.of();

    @Option(names = "--ndjson", description = "Read lines from standard input and answer in lines.")
    private boolean ndjson;

    @Option(
            names = "--all",
            description = "Also what nobody known or no official says, and thoughts that are reported, not words.")
    private boolean all;

    @Option(
            names = "--registry",
            paramLabel = "FILE",
            description = "A CSV with officials of your own; rows of an id replace the bundled ones.")
    private Optional<Path> registry = Optional.empty();

    @Option(
            names = "--published",
            paramLabel = "DATE",
            description = "When the documents appeared, where they don't say; today if not given.")
    private Optional<String> published = Optional.empty();

    @Option(names = "--trigger-actor", paramLabel = "NAME", description = "Who said or did what stances are toward.")
    private Optional<String> triggerActor = Optional.empty();

    @Option(names = "--trigger-quote", paramLabel = "WORDS", description = "What was said.")
    private Optional<String> triggerQuote = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (ndjson != files.isEmpty()) {
            throw new UserError(
                    ndjson
                            ? "--ndjson reads standard input: use it without FILE, with \"< FILE\""
                            : "give a FILE to read, or --ndjson for standard input; see rejoinder read --help");
        }
        Reader reader = Reader.with(registry());
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER);
        return ndjson
                ? answerLines(reader, out)
                : print(reader, new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), false));
    }

    private int answerLines(Reader reader, OutputStream out) throws IOException {
        int refused = 0;
        LineAnswers answers = new LineAnswers(reader, all);
        try (InputStream in = new FileInputStream(FileDescriptor.in)) {
            BoundedLines lines = new BoundedLines(in, LineAnswers.LONGEST_LINE);
            for (Optional<BoundedLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (line.get().text().isBlank()) {
                    continue;
                }
                refused += answer(answers, line.get(), out) ? 0 : 1;
                if (!lines.arriving()) {
                    flush(out);
                }
            }
        }
        flush(out);
        if (refused > 0) {
            spec.commandLine().getErr().println("rejoinder: " + refused + " lines were refused; their answers say why");
        }
        return refused > 0 ? 1 : 0;
    }

    private static boolean answer(LineAnswers answers, BoundedLines.Line line, OutputStream out) {
        try {
            return answers.answer(line, out);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static void flush(OutputStream out) {
        try {
            out.flush();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static UserError unwritable(IOException cause) {
        return new UserError("can't write the answers (" + cause.getMessage() + ")", cause);
    }

    private int print(Reader reader, PrintWriter out) {
        Optional<TriggerText> trigger = trigger();
        Findings findings = new Findings(out, all, Terminal.isThere());
        for (Path file : files) {
            SourceText source = source(file);
            findings.print(file.toString(), source, reader.read(source), trigger);
        }
        out.flush();
        return 0;
    }

    private Optional<TriggerText> trigger() {
        if (triggerQuote.isPresent() && triggerActor.isEmpty()) {
            throw new UserError("--trigger-quote needs --trigger-actor");
        }
        return triggerActor.map(actor -> new TriggerText(actor, triggerQuote, Optional.empty()));
    }

    private Registry registry() {
        return Registries.with(registry);
    }

    private SourceText source(Path file) {
        Decoded decoded = Decoded.of(bytes(file));
        decoded.notes().forEach(note -> spec.commandLine().getErr().println("rejoinder: " + file + ": " + note));
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".html") || name.endsWith(".htm")) {
            Extracted extracted = MainText.fromHtml(decoded.text(), Optional.empty());
            return source(file, extracted.text(), extracted.title(), extracted.publishedAt(), extracted.language());
        }
        if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
            throw new UserError(file + " has lines of JSON: use rejoinder read --ndjson < " + file);
        }
        PushedDocument document = FrontBlock.read(decoded.text());
        return source(file, document.text(), document.title(), document.publishedAt(), document.language());
    }

    private SourceText source(
            Path file, String text, Optional<String> title, Optional<Instant> publishedAt, Optional<String> language) {
        if (text.length() > Reader.LONGEST_TEXT) {
            throw new UserError(
                    file + " has " + text.length() + " characters; up to " + Reader.LONGEST_TEXT + " are read");
        }
        Optional<Instant> at = publishedAt.or(() -> published.map(ReadCommand::instant));
        return new SourceText(text, title, at, Instant.now(), language);
    }

    private static Instant instant(String date) {
        return SaidAt.parse(date)
                .map(SaidAt::at)
                .orElseThrow(() -> new UserError(
                        "--published is a date (2024-02-11) or a date-time with offset, not \"" + date + "\""));
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                throw new UserError(file + " is larger than 50 MiB");
            }
            return bytes;
        } catch (IOException | UncheckedIOException e) {
            throw new UserError("can't read " + file + " (" + e.getMessage() + ")", e);
        }
    }
}
