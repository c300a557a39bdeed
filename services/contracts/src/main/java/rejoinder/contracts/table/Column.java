package rejoinder.contracts.table;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * One column of a table made from records.
 *
 * @param name lower-case words joined by underscores
 * @param description what it means, in a sentence for a data dictionary
 * @param value of a record: text, a whole number, an {@link Instant} or a truth value, as the type says; empty where
 *     the record has none
 */
public record Column<V>(String name, Type type, String description, Function<V, Optional<?>> value) {
    /** What the values of a column are. */
    public enum Type {
        TEXT,
        INTEGER,
        TIME,
        TRUTH
    }

    static <V> Column<V> text(String name, String description, Function<V, String> value) {
        return new Column<>(name, Type.TEXT, description, value.andThen(Optional::of));
    }

    static <V> Column<V> maybe(String name, String description, Function<V, Optional<String>> value) {
        return new Column<>(name, Type.TEXT, description, value::apply);
    }

    static <V> Column<V> number(String name, String description, Function<V, Long> value) {
        return new Column<>(name, Type.INTEGER, description, value.andThen(Optional::of));
    }

    static <V> Column<V> time(String name, String description, Function<V, Optional<Instant>> value) {
        return new Column<>(name, Type.TIME, description, value::apply);
    }

    static <V> Column<V> truth(String name, String description, Function<V, Boolean> value) {
        return new Column<>(name, Type.TRUTH, description, value.andThen(Optional::of));
    }

    /** The value as text: times in ISO 8601 in UTC; empty text where there is none. */
    public String textOf(V record) {
        return value.apply(record).map(Object::toString).orElse("");
    }
}
