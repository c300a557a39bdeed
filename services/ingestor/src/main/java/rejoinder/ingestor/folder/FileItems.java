package rejoinder.ingestor.folder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.zip.GZIPInputStream;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.contracts.json.Schemas;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.document.Decoded;
import rejoinder.ingestor.document.Fingerprint;
import rejoinder.ingestor.document.Item;
import rejoinder.ingestor.document.Rejected;
import rejoinder.ingestor.follow.Found;

/** What stands in one file: one document, or many. */
final class FileItems implements AutoCloseable {
    private static final int LARGEST_FILE = 50 * 1024 * 1024;
    private static final int KEPT_BYTES = 1024 * 1024;

    private final Queue<Found> found;
    private final Optional<ManyItems> many;

    private final Optional<SeekableByteChannel> channel;
    private final long size;

    private FileItems(List<Found> found, Optional<ManyItems> many, Optional<SeekableByteChannel> channel, long size) {
        this.found = new ArrayDeque<>(found);
        this.many = many;
        this.channel = channel;
        this.size = size;
    }

    /** Opens a file; what can't be read is found as {@link Found.Bad}. */
    static FileItems open(Source source, String name, Path file, Instant now, Schemas schemas) {
        FileOf of = new FileOf(source, name, now, Optional.empty(), 0);
        try {
            of = new FileOf(
                    source,
                    name,
                    now,
                    Optional.of(Files.getLastModifiedTime(file).toInstant()),
                    Files.size(file));
            String kind = kind(name);
            return switch (kind) {
                case "txt", "html", "htm" ->
                    new FileItems(
                            List.of(one(of, kind, bytes(of, file))), Optional.empty(), Optional.empty(), of.size());
                case "json", "ndjson", "jsonl", "csv" -> {
                    SeekableByteChannel channel = Files.newByteChannel(file);
                    InputStream in = stream(of, channel);
                    yield new FileItems(
                            List.of(),
                            Optional.of(ManyItems.open(of, kind, in, schemas)),
                            Optional.of(channel),
                            of.size());
                }
                default ->
                    bad(
                            of,
                            new byte[0],
                            new Rejected(
                                    "unknown-kind",
                                    "files end in txt, html, json, ndjson or csv (or these and .gz), unlike " + name,
                                    Optional.empty()));
            };
        } catch (IOException e) {
            return bad(
                    of,
                    new byte[0],
                    new Rejected("unreadable", "can't read " + name + ": " + e.getMessage(), Optional.empty()));
        } catch (Rejected e) {
            return bad(of, new byte[0], e);
        }
    }

    Optional<Found> next() {
        Found next = found.poll();
        return next != null ? Optional.of(next) : many.flatMap(ManyItems::next);
    }

    /** Of the whole file, in bytes. */
    long size() {
        return size;
    }

    /** How far it is read, in bytes. */
    long position() {
        try {
            return channel.isPresent() && channel.get().isOpen() ? channel.get().position() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("a file that is open has a position", e);
        }
    }

    @Override
    public void close() {
        many.ifPresent(ManyItems::close);
    }

    private static Found one(FileOf of, String kind, byte[] bytes) {
        Decoded decoded = Decoded.of(bytes);
        PushedDocument document = kind.equals("txt")
                ? FrontBlock.read(decoded.text())
                : new PushedDocument(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("text/html"),
                        decoded.text());
        return new Found.Document(new Item(
                of.source().id(),
                of.name(),
                of.documentId(),
                new Item.Text(document, decoded.notes()),
                Fingerprint.of(bytes),
                of.size(),
                of.modifiedAt(),
                of.now(),
                of.source().outlet()));
    }

    private static FileItems bad(FileOf of, byte[] bytes, Rejected rejected) {
        return new FileItems(
                List.of(new Found.Bad(of.origin(), bytes, rejected, Optional.of(of.mark("rejected")))),
                Optional.empty(),
                Optional.empty(),
                of.size());
    }

    private static byte[] bytes(FileOf of, Path file) throws IOException, Rejected {
        try (InputStream in = stream(of, Files.newByteChannel(file))) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                throw new Rejected(
                        "too-large",
                        of.name() + " is larger than " + LARGEST_FILE / KEPT_BYTES + " MiB",
                        Optional.empty());
            }
            return bytes;
        }
    }

    private static InputStream stream(FileOf of, SeekableByteChannel channel) throws IOException {
        InputStream in = Channels.newInputStream(channel);
        if (!of.name().toLowerCase(Locale.ROOT).endsWith(".gz")) {
            return in;
        }
        try {
            return new GZIPInputStream(in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static String kind(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String plain = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
        return plain.substring(plain.lastIndexOf('.') + 1);
    }
}
