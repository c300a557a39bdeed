package rejoinder.contracts.reaction;

import rejoinder.contracts.Actor;

/**
 * That somebody has reacted in a story: for those who look whether others answer him.
 *
 * @param represents code of the country or organisation he reacted for
 */
public record Reactor(String story, String represents, Actor actor) {}
