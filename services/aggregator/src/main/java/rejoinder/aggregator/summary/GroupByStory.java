package rejoinder.aggregator.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.aggregator.Keys;
import rejoinder.aggregator.Names;
import rejoinder.contracts.Represents;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.summary.StanceCounts;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.contracts.topic.Topics;

/** Groups a story's countries and organisations; the summary exists as long as the story does. */
public final class GroupByStory implements Processor<String, CountryChange, String, StorySummary> {
    private ProcessorContext<String, StorySummary> context;
    private KeyValueStore<String, CountryChange> countries;

    @Override
    public void init(ProcessorContext<String, StorySummary> context) {
        this.context = context;
        this.countries = context.getStateStore(Names.STORY_COUNTRIES);
    }

    @Override
    public void process(Record<String, CountryChange> record) {
        String story = record.key();
        CountryChange change = record.value();
        String key = Topics.key(story, change.code());
        boolean holds =
                change.code().isEmpty() ? change.exists() : change.summary().isPresent();
        countries.put(key, holds ? change : null);
        CountryChange self = countries.get(Topics.key(story, ""));
        if (self != null) {
            context.forward(record.withValue(summary(story)));
        } else if (change.code().isEmpty()) {
            context.forward(record.withValue(null));
        }
    }

    private StorySummary summary(String story) {
        List<CountrySummary> summaries = new ArrayList<>();
        long actors = 0;
        try (KeyValueIterator<String, CountryChange> all = countries.range(story + "|", Keys.after(story))) {
            while (all.hasNext()) {
                CountryChange country = all.next().value;
                country.summary().ifPresent(summaries::add);
                actors += country.countedActors();
            }
        }
        return new StorySummary(
                story,
                summaries.stream().mapToLong(CountrySummary::reactions).sum(),
                summaries.stream().mapToLong(CountrySummary::reports).sum(),
                actors,
                count(summaries, Represents.Kind.COUNTRY),
                count(summaries, Represents.Kind.ORGANISATION),
                summaries.stream().map(CountrySummary::stances).reduce(StanceCounts.NONE, StanceCounts::plus),
                summaries.stream().map(CountrySummary::first).min(Order.BY_TIME),
                summaries.stream().map(CountrySummary::latest).max(Order.BY_TIME),
                summaries.stream()
                        .map(summary -> new StorySummary.Responder(summary.represents(), summary.first()))
                        .sorted(Comparator.comparing(StorySummary.Responder::first, Order.BY_TIME))
                        .limit(StorySummary.MOST_FIRST_RESPONDERS)
                        .toList());
    }

    private static long count(List<CountrySummary> summaries, Represents.Kind kind) {
        return summaries.stream()
                .filter(summary -> summary.represents().kind() == kind)
                .count();
    }
}
