package rejoinder.contracts;

import java.util.List;

/** Lists in records. */
public final class Lists {
    private Lists() {}

    /** An immutable copy; an empty list for the null that a record of an older version has instead. */
    public static <T> List<T> orNone(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
