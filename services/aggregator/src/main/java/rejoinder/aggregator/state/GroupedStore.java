package rejoinder.aggregator.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.aggregator.Keys;

/**
 * A store whose keys are a group and a member. Groups in use are held as objects, up to a number of members, so that a
 * group can be summed up without reading it again; what is written goes to the store at once.
 */
public final class GroupedStore<V> {
    private final KeyValueStore<String, V> store;
    private final int mostMembers;
    private final Map<String, SortedMap<String, V>> groups = new LinkedHashMap<>(64, 0.75f, true);
    private int members;

    public GroupedStore(KeyValueStore<String, V> store, int mostMembers) {
        this.store = store;
        this.mostMembers = mostMembers;
    }

    /** The members of a group, sorted; not to be held while the store is written. */
    public SortedMap<String, V> group(String group) {
        return Collections.unmodifiableSortedMap(loaded(group));
    }

    /** One member. */
    public Optional<V> get(String group, String member) {
        return Optional.ofNullable(loaded(group).get(member));
    }

    /** Writes a member. */
    public void put(String group, String member, V value) {
        if (loaded(group).put(member, value) == null) {
            members++;
        }
        store.put(group + "|" + member, value);
    }

    /** Takes a member out. */
    public void remove(String group, String member) {
        if (loaded(group).remove(member) != null) {
            members--;
            store.delete(group + "|" + member);
        }
    }

    private SortedMap<String, V> loaded(String group) {
        SortedMap<String, V> known = groups.get(group);
        if (known != null) {
            return known;
        }
        SortedMap<String, V> read = new TreeMap<>();
        try (KeyValueIterator<String, V> range = store.range(group + "|", Keys.after(group))) {
            while (range.hasNext()) {
                KeyValue<String, V> next = range.next();
                read.put(next.key.substring(group.length() + 1), next.value);
            }
        }
        members += read.size() + 1;
        groups.put(group, read);
        forgetOthers(group);
        return read;
    }

    private void forgetOthers(String group) {
        var eldest = groups.entrySet().iterator();
        while (members > mostMembers && eldest.hasNext()) {
            Map.Entry<String, SortedMap<String, V>> next = eldest.next();
            if (!next.getKey().equals(group)) {
                members -= next.getValue().size() + 1;
                eldest.remove();
            }
        }
    }
}
