package rejoinder.gateway.read;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import rejoinder.contracts.Stance;
import rejoinder.gateway.http.Parameters;

/**
 * Which reactions are wanted. Several values of one kind are "or", the kinds are "and"; an empty set wants all.
 *
 * @param actors ids
 * @param represents codes
 */
public record ReactionFilter(Set<String> actors, Set<String> represents, Set<Stance> stances) {
    private static final int LONGEST = 300;

    public ReactionFilter {
        actors = Set.copyOf(actors);
        represents = Set.copyOf(represents);
        stances = Set.copyOf(stances);
    }

    /** The filter that a request's parameters {@code actor}, {@code represents} and {@code stance} ask for. */
    public static ReactionFilter of(Parameters parameters) {
        return new ReactionFilter(
                parameters.all("actor", "the id of an actor", ReactionFilter::id),
                parameters.all("represents", "the code of a country or organisation", text -> id(text).map(
                                code -> code.toUpperCase(Locale.ROOT))),
                parameters.all(
                        "stance",
                        "condemn, criticise, concern, neutral, no-comment, defend, welcome or unclear",
                        Stance::parse));
    }

    /** Whether what has these traits is wanted; what lacks one that is asked for is not. */
    public boolean accepts(Optional<String> actor, Optional<String> code, Optional<Stance> stance) {
        return (actors.isEmpty() || actor.filter(actors::contains).isPresent())
                && (represents.isEmpty() || code.filter(represents::contains).isPresent())
                && (stances.isEmpty() || stance.filter(stances::contains).isPresent());
    }

    private static Optional<String> id(String text) {
        return Optional.of(text).filter(id -> !id.isBlank() && id.length() <= LONGEST);
    }
}
