package rejoinder.aggregator.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.aggregator.Keys;
import rejoinder.aggregator.Names;
import rejoinder.contracts.Stance;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.summary.Milestone;
import rejoinder.contracts.summary.StanceCounts;

/**
 * Groups a story's actors by country or organisation. Forwards {@link CountrySummary} by story and code, and
 * {@link CountryChange} by story. A summary is made anew from the country's actors, of which there
 * are few, never from their reactions.
 */
public final class GroupByCountry
        implements Processor<String, ActorChange, String, Grouped<CountrySummary, CountryChange>> {
    private ProcessorContext<String, Grouped<CountrySummary, CountryChange>> context;
    private KeyValueStore<String, ActorPart> actors;

    @Override
    public void init(ProcessorContext<String, Grouped<CountrySummary, CountryChange>> context) {
        this.context = context;
        this.actors = context.getStateStore(Names.COUNTRY_ACTORS);
    }

    @Override
    public void process(Record<String, ActorChange> record) {
        String actor = record.key() + "|" + record.value().actor();
        ActorPart now = record.value().part().orElse(null);
        ActorPart before = actors.get(actor);
        if (now == null ? before == null : now.equals(before)) {
            return;
        }
        actors.put(actor, now);
        List<ActorPart> parts = new ArrayList<>();
        try (KeyValueIterator<String, ActorPart> all = actors.range(record.key() + "|", Keys.after(record.key()))) {
            all.forEachRemaining(part -> parts.add(part.value));
        }
        int separator = record.key().indexOf('|');
        String story = record.key().substring(0, separator);
        Optional<CountrySummary> summary = parts.isEmpty() ? Optional.empty() : Optional.of(summary(story, parts));
        long counted = parts.stream().filter(ActorPart::counted).count();
        String code = record.key().substring(separator + 1);
        context.forward(new Record<>(record.key(), new Grouped.Summary<>(summary), record.timestamp()));
        context.forward(new Record<>(
                story, new Grouped.Change<>(new CountryChange(code, true, summary, counted)), record.timestamp()));
    }

    private static CountrySummary summary(String story, List<ActorPart> parts) {
        List<Milestone> positions = parts.stream().map(ActorPart::position).toList();
        Milestone official = positions.stream().max(Order.BY_AUTHORITY).orElseThrow();
        List<Milestone> dissent = positions.stream()
                .filter(position -> position.stance() != Stance.UNCLEAR && official.stance() != Stance.UNCLEAR)
                .filter(position -> Order.differ(position.stance(), official.stance()))
                .sorted(Order.BY_AUTHORITY.reversed())
                .toList();
        ActorPart newest = parts.stream()
                .max(Comparator.comparing(ActorPart::latest, Order.BY_TIME))
                .orElseThrow();
        return new CountrySummary(
                story,
                newest.represents(),
                official,
                parts.stream().mapToLong(ActorPart::reactions).sum(),
                parts.stream().mapToLong(ActorPart::reports).sum(),
                parts.size(),
                parts.stream().map(ActorPart::stances).reduce(StanceCounts.NONE, StanceCounts::plus),
                parts.stream().map(ActorPart::first).min(Order.BY_TIME).orElseThrow(),
                newest.latest(),
                dissent.size(),
                dissent.stream().limit(CountrySummary.MOST_DISSENT).toList());
    }
}
