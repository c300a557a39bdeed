package rejoinder.ingestor.gdelt;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.document.DocumentNames;
import rejoinder.ingestor.document.Fingerprint;
import rejoinder.ingestor.fetch.Fetched;
import rejoinder.ingestor.fetch.Links;
import rejoinder.ingestor.fetch.Unpacked;
import rejoinder.ingestor.fetch.Wanted;
import rejoinder.ingestor.fetch.Web;
import rejoinder.ingestor.follow.Found;
import rejoinder.ingestor.follow.KnownItems;
import rejoinder.ingestor.follow.Poll;
import rejoinder.ingestor.page.Articles;

/**
 * Reads files of GDELT, the next one by name at each poll: from a list such as {@code lastupdate.txt} or a master list,
 * from the address of one file, or from a folder. Without a position a list is begun with its last files.
 */
public final class GdeltPoll implements Poll {
    private static final String LAST = "last";
    private static final int BEGIN_WITH = 4;
    private static final int LARGEST_LIST = 64 * 1024 * 1024;
    private static final int LARGEST_FILE = 128 * 1024 * 1024;
    private static final int KEPT_BYTES = 2000;

    private final Source source;
    private final Web web;
    private final KnownItems known;
    private final Articles articles;
    private final Executor executor;

    public GdeltPoll(Source source, Web web, KnownItems known, Articles articles, Executor executor) {
        this.source = source;
        this.web = web;
        this.known = known;
        this.articles = articles;
        this.executor = executor;
    }

    /** A file by its name, which begins with its time. */
    private record Named(String name, String where) {}

    @Override
    public CompletableFuture<Outcome> ask(Map<String, String> position, Consumer<Found> out) {
        Optional<String> path = source.setting("path");
        if (path.isPresent()) {
            return fromFolder(Path.of(path.get()), position, out);
        }
        URI url = Links.of(source.settings().get("url")).orElseThrow();
        String name = name(url.getPath());
        if (GdeltFile.isOne(name)) {
            return name.equals(position.get(LAST))
                    ? done(new Answered(position, Optional.empty(), false))
                    : file(new Named(name, url.toString()), false, out);
        }
        return web.get(Wanted.feed(url).atMost(LARGEST_LIST))
                .thenComposeAsync(
                        fetched -> {
                            if (!(fetched instanceof Fetched.Body body)) {
                                return done(failed(fetched));
                            }
                            List<Named> waiting = waiting(listed(body.bytes()), position);
                            return waiting.isEmpty()
                                    ? done(new Answered(position, Optional.empty(), false))
                                    : file(waiting.get(0), waiting.size() > 1, out);
                        },
                        executor);
    }

    private CompletableFuture<Outcome> fromFolder(Path folder, Map<String, String> position, Consumer<Found> out) {
        List<Named> there;
        try (Stream<Path> files = Files.list(folder)) {
            there = files.filter(Files::isRegularFile)
                    .map(file -> new Named(file.getFileName().toString(), file.toString()))
                    .filter(file -> GdeltFile.isOne(file.name()))
                    .sorted(Comparator.comparing(Named::name))
                    .filter(file -> file.name().compareTo(position.getOrDefault(LAST, "")) > 0)
                    .toList();
        } catch (IOException e) {
            return done(new NotAnswered("can't look into " + folder + ": " + e.getMessage(), Optional.empty()));
        }
        if (there.isEmpty()) {
            return done(new Answered(position, Optional.empty(), false));
        }
        Named next = there.get(0);
        try (InputStream in = Files.newInputStream(Path.of(next.where()))) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            return bytes.length > LARGEST_FILE
                    ? done(new NotAnswered(next.name() + " is larger than is read", Optional.empty()))
                    : read(next, bytes, there.size() > 1, out);
        } catch (IOException e) {
            return done(new NotAnswered("can't read " + next.where() + ": " + e.getMessage(), Optional.empty()));
        }
    }

    private List<Named> listed(byte[] list) {
        List<Named> files = new ArrayList<>();
        for (String line : new String(list, StandardCharsets.UTF_8).split("\\R", -1)) {
            // Size, hash and address in some lists, the address alone in others.
            String address = line.substring(line.lastIndexOf(' ') + 1).strip();
            String name = name(address);
            if (GdeltFile.isOne(name)) {
                files.add(new Named(name, address));
            }
        }
        files.sort(Comparator.comparing(Named::name));
        return files;
    }

    private static List<Named> waiting(List<Named> files, Map<String, String> position) {
        String last = position.getOrDefault(LAST, "");
        return last.isEmpty()
                ? files.subList(Math.max(0, files.size() - BEGIN_WITH), files.size())
                : files.stream().filter(file -> file.name().compareTo(last) > 0).toList();
    }

    private CompletableFuture<Outcome> file(Named file, boolean more, Consumer<Found> out) {
        Optional<URI> url = Links.of(file.where());
        if (url.isEmpty()) {
            return done(new NotAnswered("\"" + file.where() + "\" is no address", Optional.empty()));
        }
        return web.get(Wanted.feed(url.get()).atMost(LARGEST_FILE))
                .thenComposeAsync(
                        fetched -> fetched instanceof Fetched.Body body
                                ? read(file, body.bytes(), more, out)
                                : done(failed(fetched)),
                        executor);
    }

    private CompletableFuture<Outcome> read(Named file, byte[] bytes, boolean more, Consumer<Found> out) {
        List<Quotations> fetch = new ArrayList<>();
        boolean always = source.setting("articles")
                .orElse(GdeltFile.isGqg(file.name()) ? "never" : "always")
                .equals("always");
        try (InputStream in = Unpacked.stream(bytes)) {
            GdeltFile.read(
                    file.name(),
                    in,
                    article -> {
                        Articles.Listed listed = listed(article);
                        if (known.has(listed.item(), listed.fingerprint())) {
                            return;
                        }
                        if (always) {
                            fetch.add(article);
                        } else {
                            out.accept(articles.listed(listed, List.of()));
                        }
                    },
                    bad -> out.accept(bad(file, bad)));
        } catch (IOException e) {
            return done(new NotAnswered("can't unpack " + file.name() + ": " + e.getMessage(), Optional.empty()));
        }
        CompletableFuture<Void> chain = CompletableFuture.completedFuture(null);
        for (Quotations article : fetch) {
            chain = chain.thenCompose(before -> articles.read(listed(article), article.url()))
                    .thenAccept(found -> found.ifPresent(out));
        }
        return chain.thenApply(read -> new Answered(Map.of(LAST, file.name()), Optional.empty(), more));
    }

    private Found bad(Named file, GdeltFile.Bad bad) {
        String text = bad.text().substring(0, Math.min(bad.text().length(), KEPT_BYTES));
        return new Found.Bad(
                "source " + source.id() + ", " + file.name() + ", line " + bad.line(),
                text.getBytes(StandardCharsets.UTF_8),
                bad.rejected(),
                Optional.empty());
    }

    private static Articles.Listed listed(Quotations article) {
        String text = article.text();
        PushedDocument told = new PushedDocument(
                Optional.empty(),
                article.outlet(),
                Optional.of(article.url().toString()),
                article.title(),
                article.language(),
                article.seenAt(),
                Optional.of("text/plain"),
                text);
        return new Articles.Listed(
                DocumentNames.item(article.url().toString()), Fingerprint.of(text), told, article.outlet());
    }

    private static Outcome failed(Fetched fetched) {
        return fetched instanceof Fetched.Failed failed
                ? new NotAnswered(failed.message(), failed.retryAt())
                : new NotAnswered("nothing came", Optional.empty());
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static CompletableFuture<Outcome> done(Outcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }
}
