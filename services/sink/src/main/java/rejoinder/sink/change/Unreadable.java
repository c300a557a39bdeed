package rejoinder.sink.change;

import java.util.Optional;

/**
 * Why a record is not one of its topic.
 *
 * @param reason short and stable, for counting
 * @param detail one line for a person
 * @param field JSON pointer, where one field is wrong
 */
public record Unreadable(String reason, String detail, Optional<String> field) implements Reading {
    static Unreadable because(String reason, String detail) {
        return new Unreadable(reason, detail, Optional.empty());
    }
}
