package rejoinder.aggregator.summary;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rejoinder.aggregator.Keys;
import rejoinder.aggregator.utterance.Merged;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Represents;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.summary.Milestone;
import rejoinder.contracts.topic.Topics;
import rejoinder.contracts.utterance.Report;
import rejoinder.contracts.utterance.Utterance;

/**
 * What summaries need of a reaction. It stands in the store by story, actor, code and time.
 *
 * @param text the words, where several report them
 */
public record Told(
        Actor actor,
        Optional<String> role,
        Represents represents,
        Milestone milestone,
        int reports,
        List<String> outlets,
        Optional<String> text) {
    private static final int LONGEST_TEXT = 500;

    public Told {
        outlets = List.copyOf(outlets);
    }

    static Told of(Reaction reaction) {
        return new Told(
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
                reaction.reportCount(),
                reaction.reports().stream()
                        .map(Report::outlet)
                        .distinct()
                        .sorted()
                        .toList(),
                reaction.reportCount() < 2 ? Optional.empty() : Optional.of(cut(reaction.text())));
    }

    /** The same with the very objects that a part of its actor has, so that memory has them once. */
    Told sharing(ActorPart part) {
        return new Told(
                same(actor, part.actor()),
                role.equals(part.role()) ? part.role() : role,
                same(represents, part.represents()),
                new Milestone(
                        milestone.reaction(),
                        same(milestone.actorId(), part.actor().id()),
                        same(milestone.actorName(), part.actor().name()),
                        milestone.rank(),
                        milestone.stance(),
                        milestone.saidAt(),
                        milestone.lagSeconds()),
                reports,
                outlets,
                text);
    }

    private static <T> T same(T now, T known) {
        return now.equals(known) ? known : now;
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT));
    }

    /** The group of a story's reactions in the store. */
    public static String group(String story) {
        return "a|" + story;
    }

    /** The key of a reaction in the store. */
    public static String key(String story, String place) {
        return group(story) + "|" + place;
    }

    /** Where an utterance stands among its actor's reactions: actor, code, time and id. */
    public static String place(Utterance utterance) {
        return place(Merged.Place.of(utterance));
    }

    /** The same. */
    public static String place(Merged.Place place) {
        return place(place.actor(), place.code(), place.saidAt(), place.utterance());
    }

    String place() {
        String id = milestone.reaction();
        return place(actor.id(), represents.code(), milestone.saidAt().at(), id.substring(id.indexOf('|') + 1));
    }

    /** The place in a key. */
    public static String place(String key) {
        return key.substring(key.indexOf('|', 2) + 1);
    }

    /** The utterance in a key or place. */
    public static String utterance(String place) {
        return place.substring(place.lastIndexOf('|') + 1);
    }

    private static String place(String actor, String code, Instant at, String utterance) {
        return Topics.key(actor, code) + "|" + Keys.time(at) + "|" + utterance;
    }
}
