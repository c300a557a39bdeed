package rejoinder.gateway.read;

import java.util.List;
import java.util.Optional;

/** A part of a list, and where the next part begins. */
record Page(List<Row> rows, Optional<Cursor> next) {
    /** One item's JSON, with the sort keys it is found by. */
    record Row(long number, String id, String item) {}

    /** The first {@code limit} of rows that were asked for with one more than that. */
    static Page of(String list, List<Row> rows, int limit) {
        if (rows.size() <= limit) {
            return new Page(rows, Optional.empty());
        }
        Row last = rows.get(limit - 1);
        return new Page(rows.subList(0, limit), Optional.of(new Cursor(list, last.number(), last.id())));
    }

    /** The part as JSON. */
    String json() {
        return Items.list(rows.stream().map(Row::item).toList(), to -> {
            to.writeFieldName("next");
            to.writeString(next.map(Cursor::token).orElse(null));
        });
    }
}
