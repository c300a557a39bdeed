package rejoinder.aggregator.summary;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.aggregator.Keys;
import rejoinder.aggregator.Names;
import rejoinder.aggregator.state.GroupedStore;
import rejoinder.aggregator.state.Pending;
import rejoinder.aggregator.state.Tally;
import rejoinder.aggregator.state.WorkOfThread;
import rejoinder.aggregator.story.ReactionChange;
import rejoinder.contracts.Stance;
import rejoinder.contracts.json.Written;
import rejoinder.contracts.summary.ActorSummary;
import rejoinder.contracts.summary.Milestone;
import rejoinder.contracts.summary.StanceCounts;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.contracts.topic.Topics;

/**
 * Groups a story's reactions by actor, and within that by what the actor represented. Forwards {@link ActorSummary} by
 * story and actor, and {@link GroupChange} by story, some moments after the reactions: many of one moment are told
 * once.
 */
public final class GroupByActor implements Processor<String, ReactionChange, String, Grouped> {
    /** What is gathered is written with every reaction, so of who speaks all the time it is told sooner. */
    private static final int MOST_GATHERED = 48;

    private static final int SECONDS_A_MINUTE = 60;

    private final int mostHeld;
    private final Supplier<? extends WorkOfThread> work;
    private ProcessorContext<String, Grouped> context;
    private ActorReactions reactions;
    private GroupedStore<ActorPart> parts;
    private KeyValueStore<String, Tally> outlets;
    private ActorQuotations quotations;
    private Pending<Gathered> pending;

    /**
     * @param mostHeld how many actors' parts a task may hold in memory
     * @param work of the calling thread; asked for on the thread that runs the step
     */
    public GroupByActor(int mostHeld, Supplier<? extends WorkOfThread> work) {
        this.mostHeld = mostHeld;
        this.work = work;
    }

    @Override
    public void init(ProcessorContext<String, Grouped> context) {
        this.context = context;
        this.reactions = new ActorReactions(context.getStateStore(Names.ACTOR_REACTIONS));
        this.parts = new GroupedStore<>(context.getStateStore(Names.ACTOR_PARTS), mostHeld);
        this.outlets = context.getStateStore(Names.ACTOR_OUTLETS);
        this.quotations = new ActorQuotations(context.getStateStore(Names.ACTOR_QUOTATIONS));
        this.pending = new Pending<>(context.getStateStore(Names.PENDING_ACTORS), Gathered::timestamp, context, work);
        context.schedule(Pending.MOMENT, PunctuationType.WALL_CLOCK_TIME, now -> tell());
    }

    @Override
    public void process(Record<String, ReactionChange> record) {
        String story = record.key().substring(0, record.key().indexOf('|'));
        Optional<Told> now = record.value().now().map(Written::value).map(Told::of);
        // An archived reaction may come again, and is not known to have been one before.
        Optional<Told> before = record.value()
                .before()
                .or(() -> now.filter(told -> mayBeKnown(story, told)).map(Told::place))
                .flatMap(place -> reactions.get(story, place));
        if (before.equals(now)) {
            return;
        }
        if (before.isPresent()
                && now.isPresent()
                && before.get().place().equals(now.get().place())
                && before.get().milestone().stance() == now.get().milestone().stance()) {
            replace(story, before.get(), now.get(), record.timestamp());
            return;
        }
        before.ifPresent(told -> remove(story, told, record.timestamp()));
        now.ifPresent(told -> add(story, told, record.timestamp()));
    }

    /** What is later than all that is known of who says it was not told before: most of what is new need not be looked for. */
    private boolean mayBeKnown(String story, Told told) {
        return part(story, told)
                .filter(part -> millis(told.milestone()) <= millis(part.latest()))
                .isPresent();
    }

    private static long millis(Milestone milestone) {
        return milestone.saidAt().at().toEpochMilli();
    }

    private void add(String story, Told told, long timestamp) {
        reactions.put(story, told);
        Optional<ActorPart> known = part(story, told);
        Told shared = known.map(told::sharing).orElse(told);
        ActorPart part = known.map(one -> Parts.plus(one, shared, reactions.in(story, told)))
                .orElseGet(() -> Parts.of(told));
        Optional<List<StorySummary.Quotation>> quoted = quotations.add(partKey(story, told), part.quotable(), shared);
        write(story, told, part, report(story, told, 1), minute(told, 1), quoted, timestamp);
    }

    private void remove(String story, Told told, long timestamp) {
        reactions.remove(story, told);
        ActorPart known = part(story, told).orElseThrow();
        ActorReactions.Group left = reactions.in(story, told);
        Map<String, Integer> changes = report(story, told, -1);
        Optional<List<StorySummary.Quotation>> quoted =
                quotations.remove(partKey(story, told), known.quotable(), told, left);
        if (known.reactions() == 1) {
            parts.remove(group(story, told), told.represents().code());
            gather(story, told, new Gathered.Delta(changes, minute(told, -1), quoted.isPresent()), timestamp);
        } else {
            write(story, told, Parts.minus(known, told, left), changes, minute(told, -1), quoted, timestamp);
        }
    }

    /** The same reaction with other reports: nothing moves. */
    private void replace(String story, Told before, Told now, long timestamp) {
        reactions.put(story, now);
        Map<String, Integer> changes = new TreeMap<>(report(story, now, 1));
        report(story, before, -1).forEach((outlet, by) -> changes.merge(outlet, by, Integer::sum));
        changes.values().removeIf(by -> by == 0);
        ActorPart known = part(story, now).orElseThrow();
        Told shared = now.sharing(known);
        Optional<List<StorySummary.Quotation>> quoted =
                quotations.replace(partKey(story, now), known.quotable(), before, shared, reactions.in(story, now));
        write(story, now, Parts.replaced(known, before, shared), changes, Map.of(), quoted, timestamp);
    }

    private void write(
            String story,
            Told told,
            ActorPart part,
            Map<String, Integer> outlets,
            Map<Long, Integer> minutes,
            Optional<List<StorySummary.Quotation>> quoted,
            long timestamp) {
        long more = outlets.values().stream().mapToInt(Integer::intValue).sum();
        Optional<Quotable> quotable = quoted.map(Quotable::of).orElse(part.quotable());
        parts.put(group(story, told), told.represents().code(), Parts.with(part, part.outlets() + more, quotable));
        gather(story, told, new Gathered.Delta(outlets, minutes, quoted.isPresent()), timestamp);
    }

    private Optional<ActorPart> part(String story, Told told) {
        return parts.get(group(story, told), told.represents().code());
    }

    private static String group(String story, Told told) {
        return Topics.key(story, told.actor().id());
    }

    private static String partKey(String story, Told told) {
        return partKey(group(story, told), told.represents().code());
    }

    private static String partKey(String group, String code) {
        return group + "|" + code;
    }

    private static Map<Long, Integer> minute(Told told, int by) {
        return Map.of(Math.floorDiv(told.milestone().saidAt().at().getEpochSecond(), (long) SECONDS_A_MINUTE), by);
    }

    /** Counts the outlets that report a reaction; returns those that began or ceased to report the actor by that. */
    private Map<String, Integer> report(String story, Told told, int by) {
        String key = partKey(story, told);
        Tally counts = Optional.ofNullable(outlets.get(key)).orElse(Tally.NONE);
        Map<String, Integer> changes = new HashMap<>();
        for (String outlet : told.outlets()) {
            Tally.Sum sum = counts.plus(outlet, by);
            counts = sum.tally();
            if (sum.beganOrEnded(by)) {
                changes.put(outlet, by);
            }
        }
        outlets.put(key, counts.isEmpty() ? null : counts);
        return changes;
    }

    private void gather(String story, Told told, Gathered.Delta delta, long timestamp) {
        String key = group(story, told);
        Gathered gathered =
                pending.get(key).orElse(Gathered.NONE).plus(told.represents().code(), delta, timestamp);
        pending.put(key, gathered);
        if (gathered.size() >= MOST_GATHERED) {
            pending.tellNow(key, this::tell);
        }
    }

    private void tell() {
        pending.tell(this::tell);
    }

    /** All parts of an actor are told: which of them counts for the story can change with any. */
    private void tell(String key, Gathered gathered) {
        int separator = key.indexOf('|');
        String story = key.substring(0, separator);
        String actor = key.substring(separator + 1);
        SortedMap<String, ActorPart> all = parts.group(key);
        Optional<String> home = all.entrySet().stream()
                .max(Map.Entry.comparingByValue(Comparator.comparing(ActorPart::latest, Order.BY_TIME)))
                .map(Map.Entry::getKey);
        Set<String> codes = new HashSet<>(all.keySet());
        codes.addAll(gathered.codes().keySet());
        codes.stream().sorted().forEach(code -> {
            Optional<ActorPart> part = Optional.ofNullable(all.get(code))
                    .map(one -> one.counted(home.filter(code::equals).isPresent()));
            Gathered.Delta delta = gathered.of(code);
            Optional<List<StorySummary.Quotation>> quoted =
                    delta.quoted() ? Optional.of(quotations.of(partKey(key, code))) : Optional.empty();
            forward(
                    Names.GROUP_CHANGES,
                    story,
                    new Grouped.Change(GroupChange.part(
                            new GroupChange.Part(code, actor, part, delta.outlets(), delta.minutes(), quoted))),
                    gathered);
        });
        forward(
                Names.EGRESS_ACTOR_SUMMARIES,
                key,
                new Grouped.OfActor(
                        all.isEmpty() ? Optional.empty() : Optional.of(summary(story, List.copyOf(all.values())))),
                gathered);
    }

    private void forward(String to, String key, Grouped value, Gathered cause) {
        context.forward(new Record<>(key, value, cause.timestamp()), to);
    }

    private ActorSummary summary(String story, List<ActorPart> parts) {
        ActorPart newest = parts.stream()
                .max(Comparator.comparing(ActorPart::latest, Order.BY_TIME))
                .orElseThrow();
        Optional<ActorPart> decided = parts.stream()
                .filter(part -> part.decided().isPresent())
                .max(Comparator.comparing(ActorPart::position, Order.BY_TIME));
        return new ActorSummary(
                story,
                newest.actor(),
                newest.role(),
                newest.latest().rank(),
                newest.represents(),
                decided.map(part -> part.position().stance()).orElse(Stance.UNCLEAR),
                parts.stream().mapToLong(ActorPart::reactions).sum(),
                parts.stream().mapToLong(ActorPart::reports).sum(),
                StanceCounts.sum(parts.stream().map(ActorPart::stances)),
                parts.stream().map(ActorPart::first).min(Order.BY_TIME).orElseThrow(),
                newest.latest(),
                parts.size() == 1
                        ? newest.outlets()
                        : outlets(story, newest.actor().id()),
                parts.size() == 1
                        ? newest.changed()
                        : reactions.lastChange(
                                story,
                                newest.actor().id(),
                                parts.stream()
                                        .map(part -> part.represents().code())
                                        .toList()),
                Newest.ids(Newest.of(parts.stream().map(ActorPart::newest).toList())));
    }

    /** Of an actor who spoke for several. */
    private long outlets(String story, String actor) {
        String prefix = Topics.key(story, actor);
        Set<String> different = new HashSet<>();
        try (var all = outlets.range(prefix + "|", Keys.after(prefix))) {
            while (all.hasNext()) {
                all.next().value.forEach((outlet, reports) -> different.add(outlet));
            }
        }
        return different.size();
    }
}
