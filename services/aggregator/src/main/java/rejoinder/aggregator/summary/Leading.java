package rejoinder.aggregator.summary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The first few of many, where the many stand in order already. */
final class Leading {
    private Leading() {}

    /**
     * The first of all, each once.
     *
     * @param lists each in the order
     */
    static <T> List<T> of(Collection<List<T>> lists, Comparator<T> order, int most) {
        List<T> leading = new ArrayList<>(most + 1);
        for (List<T> list : lists) {
            for (T one : list) {
                if (leading.size() == most && order.compare(one, leading.get(most - 1)) >= 0) {
                    break;
                }
                int place = Collections.binarySearch(leading, one, order);
                if (place < 0) {
                    leading.add(-place - 1, one);
                    if (leading.size() > most) {
                        leading.remove(most);
                    }
                }
            }
        }
        return leading;
    }
}
