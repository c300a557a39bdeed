package rejoinder.contracts.statement;

import java.time.Instant;
import java.util.Optional;

/**
 * Why bytes were rejected. The record in {@code statements.rejected} has the bytes as received for its value and this
 * in its headers, each field as {@code rejoinder_} and its name.
 *
 * @param reason short and stable, for counting: {@code not-json}, {@code schema}, {@code too-large}, ...
 * @param detail one line for a person: what is wrong and where
 * @param origin source id and item, or topic, partition and offset
 * @param field JSON pointer to the field that is wrong, where it is one field
 */
public record RejectedStatement(String reason, String detail, String origin, Optional<String> field, Instant at) {}
