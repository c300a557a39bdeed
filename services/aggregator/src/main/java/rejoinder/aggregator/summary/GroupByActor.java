package rejoinder.aggregator.summary;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.aggregator.Keys;
import rejoinder.aggregator.Names;
import rejoinder.contracts.Stance;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.summary.ActorSummary;
import rejoinder.contracts.summary.Milestone;
import rejoinder.contracts.summary.StanceCounts;
import rejoinder.contracts.topic.Topics;

/**
 * Groups a story's reactions by actor, and within that by what the actor represented. Forwards {@link ActorSummary} by
 * story and actor, and {@link ActorChange} by story and code.
 */
public final class GroupByActor implements Processor<String, Reaction, String, Grouped<ActorSummary, ActorChange>> {
    private ProcessorContext<String, Grouped<ActorSummary, ActorChange>> context;
    private KeyValueStore<String, Kept> byTime;
    private KeyValueStore<String, String> places;
    private KeyValueStore<String, ActorPart> parts;

    @Override
    public void init(ProcessorContext<String, Grouped<ActorSummary, ActorChange>> context) {
        this.context = context;
        this.byTime = context.getStateStore(Names.ACTOR_REACTIONS);
        this.places = context.getStateStore(Names.ACTOR_REACTION_PLACES);
        this.parts = context.getStateStore(Names.ACTOR_PARTS);
    }

    @Override
    public void process(Record<String, Reaction> record) {
        String story = record.key().substring(0, record.key().indexOf('|'));
        TreeSet<String> touched = new TreeSet<>();
        String actor = null;
        String place = places.get(record.key());
        if (place != null) {
            Kept before = byTime.get("a|" + place);
            actor = before.actor().id();
            touched.add(before.represents().code());
            remove(place, before);
            places.delete(record.key());
            count(story, before, -1);
        }
        if (record.value() != null) {
            Kept after = kept(record.value());
            actor = after.actor().id();
            touched.add(after.represents().code());
            String now = place(story, after);
            add(now, after);
            places.put(record.key(), now);
            count(story, after, 1);
        }
        if (actor != null) {
            publish(story, actor, touched, record);
        }
    }

    private void add(String place, Kept kept) {
        byTime.put("a|" + place, kept);
        if (kept.milestone().stance() != Stance.UNCLEAR) {
            byTime.put("d|" + place, kept);
        }
    }

    private void remove(String place, Kept kept) {
        byTime.delete("a|" + place);
        if (kept.milestone().stance() != Stance.UNCLEAR) {
            byTime.delete("d|" + place);
        }
    }

    /** Counts by difference; the ends of time come from the store's order. */
    private void count(String story, Kept kept, int by) {
        String group = group(story, kept.actor().id(), kept.represents().code());
        Optional<ActorPart> known = Optional.ofNullable(parts.get(group));
        StanceCounts counts = known.map(ActorPart::stances)
                .orElse(StanceCounts.NONE)
                .plus(kept.milestone().stance(), by);
        if (counts.total() == 0) {
            parts.delete(group);
            return;
        }
        Kept first = end("a|" + group, true).orElseThrow();
        Kept latest = end("a|" + group, false).orElseThrow();
        Kept position = end("d|" + group, false).orElse(latest);
        parts.put(
                group,
                new ActorPart(
                        latest.actor(),
                        latest.role(),
                        latest.represents(),
                        counts.total(),
                        known.map(ActorPart::reports).orElse(0L) + (long) by * kept.reports(),
                        counts,
                        first.milestone(),
                        latest.milestone(),
                        position.milestone(),
                        false));
    }

    private Optional<Kept> end(String group, boolean first) {
        try (KeyValueIterator<String, Kept> range = first
                ? byTime.range(group + "|", Keys.after(group))
                : byTime.reverseRange(group + "|", Keys.after(group))) {
            return range.hasNext() ? Optional.of(range.next().value) : Optional.empty();
        }
    }

    /** All parts of an actor go out again: which of them counts for the story can change with any. */
    private void publish(String story, String actor, Set<String> touched, Record<String, Reaction> cause) {
        String prefix = Topics.key(story, actor);
        Map<String, ActorPart> all = new TreeMap<>();
        try (KeyValueIterator<String, ActorPart> range = parts.range(prefix + "|", Keys.after(prefix))) {
            range.forEachRemaining(part -> all.put(part.value.represents().code(), part.value));
        }
        Optional<String> home = all.entrySet().stream()
                .max(Map.Entry.comparingByValue(Comparator.comparing(ActorPart::latest, Order.BY_TIME)))
                .map(Map.Entry::getKey);
        touched.addAll(all.keySet());
        for (String code : touched) {
            Optional<ActorPart> part = Optional.ofNullable(all.get(code))
                    .map(p -> p.counted(home.filter(code::equals).isPresent()));
            forward(Topics.key(story, code), new Grouped.Change<>(new ActorChange(actor, part)), cause);
        }
        Optional<ActorSummary> summary =
                all.isEmpty() ? Optional.empty() : Optional.of(summary(story, List.copyOf(all.values())));
        forward(prefix, new Grouped.Summary<>(summary), cause);
    }

    private void forward(String key, Grouped<ActorSummary, ActorChange> value, Record<String, Reaction> cause) {
        context.forward(new Record<>(key, value, cause.timestamp()));
    }

    private static ActorSummary summary(String story, List<ActorPart> parts) {
        ActorPart newest = parts.stream()
                .max(Comparator.comparing(ActorPart::latest, Order.BY_TIME))
                .orElseThrow();
        Stance stance = parts.stream()
                .map(ActorPart::position)
                .filter(position -> position.stance() != Stance.UNCLEAR)
                .max(Order.BY_TIME)
                .map(Milestone::stance)
                .orElse(Stance.UNCLEAR);
        return new ActorSummary(
                story,
                newest.actor(),
                newest.role(),
                newest.latest().rank(),
                newest.represents(),
                stance,
                parts.stream().mapToLong(ActorPart::reactions).sum(),
                parts.stream().mapToLong(ActorPart::reports).sum(),
                parts.stream().map(ActorPart::stances).reduce(StanceCounts.NONE, StanceCounts::plus),
                parts.stream().map(ActorPart::first).min(Order.BY_TIME).orElseThrow(),
                newest.latest());
    }

    private static Kept kept(Reaction reaction) {
        return new Kept(
                reaction.actor(),
                reaction.role(),
                reaction.represents(),
                new Milestone(
                        reaction.id(),
                        reaction.actor().id(),
                        reaction.actor().name(),
                        reaction.rank(),
                        reaction.stance(),
                        reaction.saidAt(),
                        reaction.lagSeconds()),
                reaction.reportCount());
    }

    private static String group(String story, String actor, String code) {
        return Topics.key(story, Topics.key(actor, code));
    }

    private static String place(String story, Kept kept) {
        return group(story, kept.actor().id(), kept.represents().code())
                + "|" + Keys.time(kept.milestone().saidAt().at()) + "|"
                + kept.milestone().reaction();
    }
}
