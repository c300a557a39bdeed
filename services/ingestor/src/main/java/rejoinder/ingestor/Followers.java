package rejoinder.ingestor;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import rejoinder.contracts.json.Schemas;
import rejoinder.contracts.source.Callback;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.source.SourceSettings;
import rejoinder.ingestor.feed.FeedPoll;
import rejoinder.ingestor.feed.WebSub;
import rejoinder.ingestor.fetch.FetchSettings;
import rejoinder.ingestor.fetch.Fetcher;
import rejoinder.ingestor.folder.DropFolder;
import rejoinder.ingestor.follow.Follower;
import rejoinder.ingestor.follow.KnownItems;
import rejoinder.ingestor.follow.Pace;
import rejoinder.ingestor.follow.Poll;
import rejoinder.ingestor.follow.Polling;
import rejoinder.ingestor.gdelt.GdeltPoll;
import rejoinder.ingestor.page.Articles;
import rejoinder.ingestor.page.PageListPoll;
import rejoinder.ingestor.page.SitemapPoll;
import rejoinder.ingestor.social.BlueskyFollower;
import rejoinder.ingestor.social.MastodonFollower;
import rejoinder.ingestor.topic.TopicFollower;

/** Who follows a source, by its kind. Thread-safe. */
final class Followers implements AutoCloseable {
    private static final int THREADS = 2;

    private final Clock clock;
    private final Duration scanInterval;
    private final Schemas schemas;
    private final Fetcher fetcher;
    private final WebSub webSub;
    private final ExecutorService executor;
    private final RandomGenerator chance = RandomGenerator.getDefault();

    Followers(
            FetchSettings settings, Optional<Callback> callback, Duration scanInterval, Schemas schemas, Clock clock) {
        this.scanInterval = scanInterval;
        this.clock = clock;
        this.schemas = schemas;
        this.fetcher = new Fetcher(settings, clock);
        this.webSub = new WebSub(callback, fetcher, clock);
        this.executor = Executors.newFixedThreadPool(THREADS, run -> {
            Thread thread = new Thread(run, "ingestor-poll");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Who follows a source whose settings are right, polling from {@code firstAt}; nobody where clients push it. */
    Optional<Follower> of(Source source, Instant firstAt, KnownItems known) {
        return switch (source.kind()) {
            case FOLDER ->
                Optional.of(new DropFolder(
                        source, Path.of(source.settings().get("path")), scanInterval, schemas, clock, known));
            case FEED ->
                Optional.of(polling(
                        source,
                        firstAt,
                        known,
                        new FeedPoll(
                                source,
                                fetcher,
                                known,
                                articles(source),
                                executor,
                                feed -> webSub.seen(
                                        source.id(), source.settings().get("url"), feed))));
            case SITEMAP ->
                Optional.of(polling(
                        source,
                        firstAt,
                        known,
                        new SitemapPoll(source, fetcher, known, articles(source), executor, clock)));
            case PAGES ->
                Optional.of(polling(
                        source, firstAt, known, new PageListPoll(source, fetcher, known, articles(source), executor)));
            case MASTODON ->
                Optional.of(new MastodonFollower(
                        source, fetcher, known, clock, executor, poll -> polling(source, firstAt, known, poll)));
            case BLUESKY -> Optional.of(new BlueskyFollower(source, fetcher, known, clock, executor));
            case GDELT ->
                Optional.of(polling(
                        source, firstAt, known, new GdeltPoll(source, fetcher, known, articles(source), executor)));
            case TOPIC -> Optional.of(new TopicFollower(source, schemas, clock, known));
            case PUSH -> Optional.empty();
        };
    }

    @Override
    public void close() {
        fetcher.close();
        executor.shutdownNow();
    }

    private Articles articles(Source source) {
        return new Articles(source, fetcher, clock);
    }

    private Polling polling(Source source, Instant firstAt, KnownItems known, Poll poll) {
        Pace pace = Pace.of(source.setting("interval").flatMap(SourceSettings::duration));
        return new Polling(source.id(), poll, pace, firstAt, known, clock, executor, chance);
    }
}
