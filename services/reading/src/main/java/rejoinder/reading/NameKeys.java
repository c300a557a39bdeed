package rejoinder.reading;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names as indexes have them: folded, without initials and suffixes. Those that are asked for again and again are made
 * once. For any number of threads: what two of them do at once is done twice.
 */
final class NameKeys {
    private static final Pattern BETWEEN_NAMES = Pattern.compile("[\\s,]+");
    private static final Set<String> SUFFIXES = Set.of("jr", "sr", "ii", "iii", "iv");
    private static final int PLACES = 8192;
    /** Longer ones are hardly names, and not worth the room. */
    private static final int LONGEST_HELD = 64;

    private final Keyed[] held = new Keyed[PLACES];

    private record Keyed(String name, String key) {}

    /** A name's key. */
    String of(String name) {
        if (name.length() > LONGEST_HELD) {
            return key(name);
        }
        int hash = name.hashCode();
        int place = (hash ^ (hash >>> 13)) & (PLACES - 1);
        Keyed known = held[place];
        if (known == null || !known.name.equals(name)) {
            known = new Keyed(name, key(name));
            held[place] = known;
        }
        return known.key;
    }

    private static String key(String name) {
        String folded = fold(name);
        if (folded.startsWith("the ")) {
            folded = folded.substring(4);
        }
        if (folded.indexOf(' ') < 0) {
            return folded;
        }
        List<String> kept = new ArrayList<>();
        String[] parts = BETWEEN_NAMES.split(folded, -1);
        for (int i = 0; i < parts.length; i++) {
            String bare = parts[i].endsWith(".") ? parts[i].substring(0, parts[i].length() - 1) : parts[i];
            boolean initial = bare.isEmpty() || (bare.length() == 1 && i > 0);
            if (!initial && !SUFFIXES.contains(bare)) {
                kept.add(parts[i]);
            }
        }
        return kept.isEmpty() ? folded : String.join(" ", kept);
    }

    /** Lower case without accents. */
    static String fold(String name) {
        boolean plain = true;
        for (int i = 0; i < name.length() && plain; i++) {
            plain = name.charAt(i) < 0x80;
        }
        String base = plain
                ? name
                : Normalizer.normalize(name, Normalizer.Form.NFD)
                        .replaceAll("\\p{M}+", "")
                        .replace('\u0142', 'l')
                        .replace('\u0141', 'L')
                        .replace('\u00f8', 'o')
                        .replace('\u00d8', 'O')
                        .replace("\u00df", "ss")
                        .replace('\u0131', 'i')
                        .replace('\u0111', 'd')
                        .replace('\u2019', '\'');
        return base.toLowerCase(Locale.ROOT).strip();
    }
}
