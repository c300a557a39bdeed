package rejoinder.gateway.stream;

import java.util.Optional;

/**
 * One record of a topic that subscribers are told of.
 *
 * @param at time of its record, in milliseconds since 1970
 * @param id of what it is about
 * @param story empty for what belongs to none
 * @param now its traits; empty when it no longer holds
 * @param before its traits in the version before, where that is known
 * @param json the item; empty when it no longer holds
 */
record Change(
        Subject subject,
        int partition,
        long offset,
        long at,
        String id,
        Optional<String> story,
        Optional<Traits> now,
        Optional<Traits> before,
        Optional<String> json) {}
