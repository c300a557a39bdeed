package rejoinder.app.replay;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a selection asks of a record.
 *
 * @param id of what the record is about: a statement's id, a reaction's key
 * @param micros the time that the chosen clock shows, in microseconds since 1970; empty when it shows none
 * @param retraction that the record takes something back; then nothing but its key may be known
 */
record Facts(
        String id,
        OptionalLong micros,
        boolean retraction,
        Optional<String> story,
        Optional<String> actor,
        Optional<String> represents,
        Optional<String> stance) {}
