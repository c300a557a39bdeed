package rejoinder.aggregator.summary;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rejoinder.contracts.summary.Milestone;
import rejoinder.contracts.summary.StanceChange;
import rejoinder.contracts.summary.StanceCounts;

/**
 * An actor's part with one reaction more or less: by difference, with a look at the neighbours in the store where the
 * difference alone does not tell.
 */
final class Parts {
    private Parts() {}

    /** A first reaction. */
    static ActorPart of(Told told) {
        Milestone only = told.milestone();
        return new ActorPart(
                told.actor(),
                told.role(),
                told.represents(),
                1,
                told.reports(),
                StanceCounts.NONE.plus(only.stance(), 1),
                only,
                only,
                Optional.of(only).filter(ActorReactions::isDecided),
                Optional.empty(),
                0,
                List.of(Newest.of(only)),
                Optional.empty(),
                false);
    }

    /** One more, which the store has already. */
    static ActorPart plus(ActorPart known, Told told, ActorReactions.Group all) {
        Milestone more = told.milestone();
        boolean latest = Order.BY_TIME.compare(more, known.latest()) > 0;
        return new ActorPart(
                latest ? told.actor() : known.actor(),
                latest ? told.role() : known.role(),
                latest ? told.represents() : known.represents(),
                known.reactions() + 1,
                known.reports() + told.reports(),
                known.stances().plus(more.stance(), 1),
                Order.BY_TIME.compare(more, known.first()) < 0 ? more : known.first(),
                latest ? more : known.latest(),
                Stream.concat(known.decided().stream(), Stream.of(more).filter(ActorReactions::isDecided))
                        .max(Order.BY_TIME),
                changed(known, more, all),
                known.outlets(),
                Newest.of(List.of(known.newest(), List.of(Newest.of(more)))),
                known.quotable(),
                false);
    }

    /** One less, which the store has no more; at least one is left. */
    static ActorPart minus(ActorPart known, Told told, ActorReactions.Group left) {
        Milestone less = told.milestone();
        boolean decided = ActorReactions.isDecided(less);
        Told latest = left.latest();
        boolean listed = known.newest().contains(Newest.of(less));
        return new ActorPart(
                latest.actor(),
                latest.role(),
                latest.represents(),
                known.reactions() - 1,
                known.reports() - told.reports(),
                known.stances().plus(less.stance(), -1),
                left.first().milestone(),
                latest.milestone(),
                decided ? left.latestDecided() : known.decided(),
                decided ? left.lastChange() : known.changed(),
                known.outlets(),
                listed ? left.newest() : known.newest(),
                known.quotable(),
                false);
    }

    /** The same reaction, at the same time and with the same stance, with other reports. */
    static ActorPart replaced(ActorPart known, Told before, Told now) {
        Milestone milestone = now.milestone();
        boolean latest = known.latest().reaction().equals(milestone.reaction());
        return new ActorPart(
                latest ? now.actor() : known.actor(),
                latest ? now.role() : known.role(),
                latest ? now.represents() : known.represents(),
                known.reactions(),
                known.reports() + now.reports() - before.reports(),
                known.stances(),
                newer(known.first(), milestone),
                newer(known.latest(), milestone),
                known.decided().map(decided -> newer(decided, milestone)),
                known.changed(),
                known.outlets(),
                known.newest(),
                known.quotable(),
                false);
    }

    /** The same with what is counted and kept beside it. */
    static ActorPart with(ActorPart part, long outlets, Optional<Quotable> quotable) {
        return new ActorPart(
                part.actor(),
                part.role(),
                part.represents(),
                part.reactions(),
                part.reports(),
                part.stances(),
                part.first(),
                part.latest(),
                part.decided(),
                part.changed(),
                outlets,
                part.newest(),
                quotable,
                false);
    }

    private static Milestone newer(Milestone known, Milestone now) {
        return known.reaction().equals(now.reaction()) ? now : known;
    }

    /** Where the stance changed last, now that there is one more. */
    private static Optional<StanceChange> changed(ActorPart known, Milestone more, ActorReactions.Group all) {
        if (!ActorReactions.isDecided(more) || known.decided().isEmpty()) {
            return known.changed();
        }
        Milestone position = known.decided().get();
        if (Order.BY_TIME.compare(more, position) > 0) {
            return more.stance() == position.stance()
                    ? known.changed()
                    : Optional.of(ActorReactions.change(position.stance(), more));
        }
        if (known.changed().isEmpty() || isAfter(more, known.changed().get())) {
            return more.stance() == position.stance()
                    ? known.changed()
                    : all.decidedAfter(more).map(next -> ActorReactions.change(more.stance(), next));
        }
        return all.decidedAfter(more)
                        .filter(next ->
                                next.reaction().equals(known.changed().get().reaction()))
                        .isPresent()
                ? changedAt(known.changed().get(), more, all)
                : known.changed();
    }

    /** One more came right before the reaction where the stance changed. */
    private static Optional<StanceChange> changedAt(StanceChange changed, Milestone more, ActorReactions.Group all) {
        return more.stance() == changed.to()
                ? all.decidedBefore(more).map(before -> ActorReactions.change(before.stance(), more))
                : Optional.of(new StanceChange(more.stance(), changed.to(), changed.reaction(), changed.saidAt()));
    }

    private static boolean isAfter(Milestone milestone, StanceChange change) {
        int order = milestone.saidAt().at().compareTo(change.saidAt().at());
        return order > 0 || (order == 0 && milestone.reaction().compareTo(change.reaction()) > 0);
    }
}
