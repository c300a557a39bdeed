package rejoinder.gateway.stream;

import java.util.Optional;

/**
 * One record of the reactions topic.
 *
 * @param id of the reaction
 * @param now its traits; empty when it no longer holds
 * @param before its traits in the version before, where that is known
 * @param json the reaction's item; empty when it no longer holds
 */
record Change(
        int partition,
        long offset,
        String id,
        String story,
        Optional<Traits> now,
        Optional<Traits> before,
        Optional<String> json) {}
