package rejoinder.ingestor.social;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import rejoinder.contracts.document.PushedStatement;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.document.DocumentNames;
import rejoinder.ingestor.document.Fingerprint;
import rejoinder.ingestor.document.Item;
import rejoinder.ingestor.follow.Found;

/** Turns a post into a document of the account's own words. */
final class Posts {
    private static final int LONGEST_NAME = 200;

    private final Source source;
    private final Clock clock;

    Posts(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * A post of any network.
     *
     * @param item its name within the source
     * @param name that the account goes by
     * @param revision changes whenever the post is edited
     */
    record Post(
            String item,
            String name,
            String text,
            Optional<String> url,
            Optional<Instant> at,
            Optional<String> language,
            Optional<String> title,
            String revision) {}

    Found found(Account account, Post post, String network) {
        PushedStatement own = new PushedStatement(
                Optional.empty(),
                post.text(),
                bounded(account.speaker().orElse(post.name().isBlank() ? account.handle() : post.name())),
                account.role(),
                account.represents(),
                post.at().map(Instant::toString),
                post.at(),
                source.outlet().or(() -> Optional.of(network)),
                post.url(),
                post.title(),
                post.language());
        return new Found.Document(new Item(
                source.id(),
                post.item(),
                DocumentNames.id(source.id(), post.item()),
                new Item.Post(own),
                Fingerprint.of(post.revision() + "\0" + post.text()),
                post.text().length(),
                Optional.empty(),
                clock.instant(),
                source.outlet()));
    }

    private static String bounded(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
