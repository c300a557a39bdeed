package rejoinder.gateway.feed;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.utterance.Report;
import rejoinder.gateway.http.Parameters;
import rejoinder.gateway.http.Problem;
import rejoinder.gateway.http.Routes;
import rejoinder.gateway.http.Tagged;
import rejoinder.gateway.read.Database;
import rejoinder.gateway.read.ReactionFilter;
import rejoinder.gateway.read.Reads;

/**
 * {@code GET /api/v1/stories/ID/feed.atom?actor=&represents=&stance=&limit=}: the newest reactions for a feed reader (RFC
 * 4287). An entry keeps its id when a report is added to it.
 */
public final class AtomApi implements Routes {
    private static final MediaType ATOM =
            MediaType.create("application", "atom+xml").withParameter("charset", "utf-8");
    private static final int DEFAULT_ENTRIES = 50;
    private static final int MOST_ENTRIES = 200;

    private final Database database;
    private final JsonSerde<Story> stories = new JsonSerde<>(Story.class);
    private final JsonSerde<Reaction> reactions = new JsonSerde<>(Reaction.class);

    /** The database stays the caller's to close. */
    public AtomApi(Database database) {
        this.database = database;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route()
                .get("/api/v1/stories/{id}/feed.atom")
                .build((ctx, request) -> HttpResponse.of(() -> answer(ctx), ctx.blockingTaskExecutor()));
    }

    private HttpResponse answer(ServiceRequestContext ctx) {
        String id = ctx.pathParam("id");
        Parameters parameters = Parameters.of(ctx);
        ReactionFilter filter = ReactionFilter.of(parameters);
        int limit = parameters.number("limit", DEFAULT_ENTRIES, 1, MOST_ENTRIES);
        return parameters.problem().map(Problem::response).orElseGet(() -> database.read(
                        handle -> Reads.definition(handle, id).map(definition -> {
                            List<Reaction> newest = new ArrayList<>();
                            Reads.newest(handle, id, filter, limit, json -> newest.add(read(reactions, json)));
                            return feed(read(stories, definition), newest);
                        }))
                .map(feed -> Tagged.text(ctx.request(), ATOM, written(feed)))
                .orElseGet(() -> Problem.noStory(id).response()));
    }

    private static <V> V read(JsonSerde<V> serde, String json) {
        return serde.fromBytes(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Feed feed(Story story, List<Reaction> newest) {
        Feed feed = new Feed("atom_1.0");
        feed.setId("urn:rejoinder:story:" + story.id());
        feed.setTitle(clean(story.title()));
        feed.setUpdated(Date.from(newest.stream()
                .map(reaction -> reaction.saidAt().at())
                .max(Instant::compareTo)
                .orElse(story.triggerEvent().at())));
        feed.setEntries(newest.stream().map(AtomApi::entry).toList());
        return feed;
    }

    private static Entry entry(Reaction reaction) {
        Entry entry = new Entry();
        entry.setId("urn:rejoinder:reaction:" + reaction.story() + ":" + reaction.utterance());
        entry.setTitle(clean(reaction.actor().name() + " ("
                + reaction.represents().name() + "): " + reaction.stance().json()));
        Person speaker = new Person();
        speaker.setName(clean(reaction.actor().name()));
        entry.setAuthors(List.of(speaker));
        Date said = Date.from(reaction.saidAt().at());
        entry.setUpdated(said);
        entry.setPublished(said);
        Category stance = new Category();
        stance.setScheme("urn:rejoinder:stance");
        stance.setTerm(reaction.stance().json());
        Category represents = new Category();
        represents.setScheme("urn:rejoinder:represents");
        represents.setTerm(clean(reaction.represents().code()));
        entry.setCategories(List.of(stance, represents));
        Content words = new Content();
        words.setType(Content.TEXT);
        words.setValue(clean(reaction.text()));
        entry.setContents(List.of(words));
        entry.setAlternateLinks(reaction.reports().stream()
                .flatMap(report -> link(report).stream())
                .limit(1)
                .toList());
        return entry;
    }

    private static Optional<Link> link(Report report) {
        return report.url().filter(url -> url.startsWith("http")).map(url -> {
            Link link = new Link();
            link.setRel("alternate");
            link.setHref(clean(url));
            link.setTitle(clean(report.outlet()));
            return link;
        });
    }

    /** XML has no place for most control characters and for halves of characters. */
    private static String clean(String text) {
        StringBuilder allowed = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> org.jdom2.Verifier.isXMLCharacter(point) ? point : 0xFFFD)
                .forEach(allowed::appendCodePoint);
        return allowed.toString();
    }

    private static String written(Feed feed) {
        try {
            return new WireFeedOutput().outputString(feed);
        } catch (FeedException e) {
            throw new IllegalStateException("a feed with id, title and date can always be written", e);
        }
    }
}
