package rejoinder.ingestor.page;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.document.Decoded;
import rejoinder.ingestor.document.DocumentNames;
import rejoinder.ingestor.document.Fingerprint;
import rejoinder.ingestor.document.Item;
import rejoinder.ingestor.fetch.Fetched;
import rejoinder.ingestor.fetch.Wanted;
import rejoinder.ingestor.fetch.Web;
import rejoinder.ingestor.follow.Found;

/** Turns what a list says of an article, and the article itself where it can be had, into a document. Thread-safe. */
public final class Articles {
    /** How often a page that can't be had now is tried, before what the list says of it is taken. */
    private static final int TRIES = 3;

    private static final int MOST_TRIED = 10_000;

    private final Source source;
    private final Web web;
    private final Clock clock;
    private final Map<String, Integer> tried = new ConcurrentHashMap<>();

    public Articles(Source source, Web web, Clock clock) {
        this.source = source;
        this.web = web;
        this.clock = clock;
    }

    /**
     * What a list says of an article.
     *
     * @param item its name within the source
     * @param fingerprint of all the list says
     * @param told title, time and whatever text the list itself has; empty text where it has none
     */
    public record Listed(String item, String fingerprint, PushedDocument told, Optional<String> outlet) {}

    /** The article as its page has it; what the list has where the page can't be had; nothing where neither can. */
    public CompletableFuture<Optional<Found>> read(Listed listed, URI page) {
        return web.get(Wanted.page(page)).thenApply(fetched -> {
            if (fetched instanceof Fetched.Body body) {
                tried.remove(listed.item());
                return Optional.of(found(listed, body));
            }
            String why = fetched instanceof Fetched.Failed failed ? failed.message() : "it sent nothing";
            boolean lasting =
                    fetched instanceof Fetched.Failed failed && failed.reason().lasting();
            if (!lasting && tried.size() < MOST_TRIED && tried.merge(listed.item(), 1, Integer::sum) < TRIES) {
                return Optional.empty();
            }
            tried.remove(listed.item());
            return Optional.of(listed(listed, List.of("the page was not read: " + why)));
        });
    }

    /** A page that no list told of. */
    public CompletableFuture<Optional<Found>> page(URI page) {
        PushedDocument told = new PushedDocument(
                Optional.empty(),
                Optional.empty(),
                Optional.of(page.toString()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("text/plain"),
                "");
        String item = DocumentNames.item(page.toString());
        return read(new Listed(item, Fingerprint.of(item), told, Optional.empty()), page);
    }

    /** The article as the list has it. */
    public Found listed(Listed listed, List<String> notes) {
        return document(listed, listed.told(), notes);
    }

    private Found found(Listed listed, Fetched.Body body) {
        Optional<String> type = body.header("content-type");
        boolean html = type.map(text -> text.toLowerCase(Locale.ROOT).contains("html"))
                .orElseGet(() -> startsLikeHtml(body.bytes()));
        boolean plain = type.map(text -> text.startsWith("text/plain")).orElse(false);
        if (!html && !plain) {
            return listed(listed, List.of("the page was not read: it is " + type.orElse("of no known kind")));
        }
        Decoded decoded = Decoded.of(body.bytes(), type);
        PushedDocument told = listed.told();
        PushedDocument read = new PushedDocument(
                Optional.empty(),
                told.outlet(),
                Optional.of(body.url().toString()),
                told.title(),
                told.language(),
                told.publishedAt(),
                Optional.of(html ? "text/html" : "text/plain"),
                decoded.text());
        return document(listed, read, decoded.notes());
    }

    private Found document(Listed listed, PushedDocument document, List<String> notes) {
        return new Found.Document(new Item(
                source.id(),
                listed.item(),
                DocumentNames.id(source.id(), listed.item()),
                new Item.Text(document, new ArrayList<>(notes)),
                listed.fingerprint(),
                document.text().length(),
                Optional.empty(),
                clock.instant(),
                source.outlet().or(listed::outlet)));
    }

    private static boolean startsLikeHtml(byte[] bytes) {
        String head = Decoded.of(java.util.Arrays.copyOf(bytes, Math.min(bytes.length, 512)))
                .text()
                .toLowerCase(Locale.ROOT);
        return head.contains("<!doctype html") || head.contains("<html");
    }
}
