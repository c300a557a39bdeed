package rejoinder.sink.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import rejoinder.sink.change.Change;

/** Writes changes in batches although several may be of one row. */
final class Waves {
    private Waves() {}

    /** The first change of each row, then the second, ...: those of one wave don't touch the same row. */
    static List<List<Change>> of(List<Change> changes) {
        List<List<Change>> waves = new ArrayList<>();
        Map<Object, Integer> seen = new HashMap<>();
        for (Change change : changes) {
            int wave = seen.merge(List.of(change.table(), change.key()), 1, Integer::sum) - 1;
            if (wave == waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(wave).add(change);
        }
        return waves;
    }

    /** Runs one statement for all changes, each with where and when its record stands in the log. */
    static void run(Handle handle, String sql, List<Change> changes, BiConsumer<PreparedBatch, Change> bind) {
        if (changes.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch(sql)) {
            for (Change change : changes) {
                batch.bind("log_partition", change.record().partition())
                        .bind("log_offset", change.record().offset())
                        .bind("timestamp", change.record().timestamp());
                bind.accept(batch, change);
                batch.add();
            }
            int[] unused = batch.execute();
        }
    }
}
