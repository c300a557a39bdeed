package rejoinder.ingestor;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import rejoinder.ingestor.document.Fingerprint;

/**
 * Which documents of a file with many have come up again, so that those which have not can be withdrawn at its end.
 * Nothing is remembered for a file that is read for the first time. For one thread.
 */
final class FileBeingRead {
    private final Set<Long> seen = new HashSet<>();
    private Optional<String> file = Optional.empty();
    private boolean readBefore;

    /** An item has come up; {@code readBefore} tells of its file whether it was read before. */
    void seen(String item, Predicate<String> readBefore) {
        int mark = item.lastIndexOf('#');
        if (mark < 0) {
            return;
        }
        String name = item.substring(0, mark);
        if (!file.equals(Optional.of(name))) {
            file = Optional.of(name);
            seen.clear();
            this.readBefore = readBefore.test(name);
        }
        if (this.readBefore) {
            seen.add(Fingerprint.brief(item));
        }
    }

    /** The file has been read to its end: which items that were there before have vanished; empty where none can. */
    Optional<Predicate<String>> vanished(String name) {
        boolean same = file.equals(Optional.of(name));
        boolean any = !same || readBefore;
        Set<Long> those = same ? Set.copyOf(seen) : Set.of();
        file = Optional.empty();
        seen.clear();
        return any ? Optional.of(item -> !those.contains(Fingerprint.brief(item))) : Optional.empty();
    }
}
