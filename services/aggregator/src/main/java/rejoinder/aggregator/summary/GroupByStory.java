package rejoinder.aggregator.summary;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.aggregator.Names;
import rejoinder.aggregator.state.GroupedStore;
import rejoinder.aggregator.state.Pending;
import rejoinder.aggregator.story.HistoryTime;
import rejoinder.contracts.reaction.Reactor;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.contracts.topic.Topics;

/**
 * Groups a story's actors by country or organisation, and those by story. A summary is made anew from the country's
 * actors or the story's countries, of which there are few, never from reactions; many changes of one moment are told
 * once. A story's summary exists as long as the story does.
 */
public final class GroupByStory implements Processor<String, GroupChange, String, Grouped> {
    private final int mostHeld;
    private final Supplier<HistoryTime> time;
    private ProcessorContext<String, Grouped> context;
    private KeyValueStore<String, GroupChange.Definition> stories;
    private GroupedStore<ActorPart> actors;
    private GroupedStore<CountryLine> countries;
    private Counts counts;
    private CountryQuotations quotations;
    private Pending<Long> pending;

    /**
     * @param mostHeld how many actors' parts, and how many countries, a task may hold in memory
     * @param time of the calling thread for history; asked for on the thread that runs the step
     */
    public GroupByStory(int mostHeld, Supplier<HistoryTime> time) {
        this.mostHeld = mostHeld;
        this.time = time;
    }

    @Override
    public void init(ProcessorContext<String, Grouped> context) {
        this.context = context;
        this.stories = context.getStateStore(Names.STORY_DEFINITIONS);
        this.actors = new GroupedStore<>(context.getStateStore(Names.COUNTRY_ACTORS), mostHeld);
        this.countries = new GroupedStore<>(context.getStateStore(Names.STORY_COUNTRIES), mostHeld);
        this.counts = new Counts(context.getStateStore(Names.STORY_COUNTS));
        this.quotations = new CountryQuotations(context.getStateStore(Names.COUNTRY_QUOTATIONS));
        this.pending = new Pending<>(context.getStateStore(Names.PENDING_GROUPS), Long::longValue, context, time);
        context.schedule(Pending.MOMENT, PunctuationType.WALL_CLOCK_TIME, now -> tell());
    }

    @Override
    public void process(Record<String, GroupChange> record) {
        time.get().worked(context.currentSystemTimeMs());
        String story = record.key();
        record.value()
                .definition()
                .ifPresent(definition -> stories.put(story, definition.exists() ? definition : null));
        record.value().part().ifPresent(part -> {
            tellReactor(story, part, record.timestamp());
            part.now()
                    .ifPresentOrElse(
                            now -> actors.put(Topics.key(story, part.code()), part.actor(), now),
                            () -> actors.remove(Topics.key(story, part.code()), part.actor()));
            part.outlets().forEach((outlet, by) -> counts.outlet(story, part.code(), outlet, by));
            part.mostReported().ifPresent(most -> quotations.put(Topics.key(story, part.code()), part.actor(), most));
            part.minutes().forEach((minute, by) -> counts.minute(story, minute, by));
            gather(Topics.key(story, part.code()), record.timestamp());
        });
        gather(Topics.key(story, ""), record.timestamp());
    }

    private void gather(String key, long timestamp) {
        long known = pending.get(key).orElse(Long.MIN_VALUE);
        if (timestamp > known) {
            pending.put(key, timestamp);
        }
    }

    private void tellReactor(String story, GroupChange.Part part, long timestamp) {
        String group = Topics.key(story, part.code());
        boolean known = actors.get(group, part.actor()).isPresent();
        if (!story.equals(Story.ALL) && known != part.now().isPresent()) {
            context.forward(
                    new Record<>(
                            group + "|" + part.actor(),
                            new Grouped.Reacted(part.now().map(now -> new Reactor(story, part.code(), now.actor()))),
                            timestamp),
                    Names.EGRESS_REACTORS);
        }
    }

    private void tell() {
        // Countries first: the story's summary, whose key is the smallest, is made of their lines.
        pending.tell(this::ofCountry, this::ofStory);
    }

    private void ofCountry(String key, long timestamp) {
        int separator = key.indexOf('|');
        String story = key.substring(0, separator);
        String code = key.substring(separator + 1);
        // The story's summary may have been told with the country's line as it was.
        gather(Topics.key(story, ""), timestamp);
        Collection<ActorPart> parts = actors.group(key).values();
        if (parts.isEmpty()) {
            countries.remove(story, code);
            context.forward(
                    new Record<>(key, new Grouped.OfCountry(Optional.empty()), timestamp),
                    Names.EGRESS_COUNTRY_SUMMARIES);
            return;
        }
        List<Newest> newest = Newest.of(parts.stream().map(ActorPart::newest).toList());
        CountrySummary summary = Summaries.ofCountry(story, parts, newest, counts.outlets(story, code));
        countries.put(
                story,
                code,
                new CountryLine(
                        summary, parts.stream().filter(ActorPart::counted).count(), newest, quotations.of(key)));
        context.forward(
                new Record<>(key, new Grouped.OfCountry(Optional.of(summary)), timestamp),
                Names.EGRESS_COUNTRY_SUMMARIES);
    }

    private void ofStory(String key, long timestamp) {
        String story = key.substring(0, key.indexOf('|'));
        Optional<GroupChange.Definition> definition = Optional.ofNullable(stories.get(story));
        Map<String, CountryLine> lines = countries.group(story);
        Optional<StorySummary> summary = definition.map(told -> Summaries.ofStory(
                story,
                lines,
                counts,
                new Expected(told.expected(), lines, (code, actor) -> actors.get(Topics.key(story, code), actor))
                        .coverage()));
        context.forward(new Record<>(story, new Grouped.OfStory(summary), timestamp), Names.EGRESS_STORY_SUMMARIES);
    }
}
