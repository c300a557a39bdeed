package rejoinder.reading;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the country or organisation that a phrase speaks of. */
final class Parties {
    private static final Map<String, RepresentedParty> ORGANISATIONS = Map.ofEntries(
            organisation("nato", "NATO", "NATO"),
            organisation("otan", "NATO", "NATO"),
            organisation("eu", "EU", "European Union"),
            organisation("eu's", "EU", "European Union"),
            organisation("european", "EU", "European Union"),
            organisation("un", "UN", "United Nations"),
            organisation("u.n.", "UN", "United Nations"),
            organisation("imf", "IMF", "International Monetary Fund"),
            organisation("iaea", "IAEA", "International Atomic Energy Agency"),
            organisation("osce", "OSCE", "OSCE"));
    private static final Set<String> NEEDS_BODY = Set.of("european");
    private static final Set<String> BODIES = Set.of("union", "commission", "council", "parliament");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s,()]+");

    private Parties() {}

    private static Map.Entry<String, RepresentedParty> organisation(String word, String code, String name) {
        return Map.entry(word, new RepresentedParty(code, PartyKind.ORGANISATION, name));
    }

    /** The party of a phrase: an organisation, a nationality, or a country's name. */
    static Optional<RepresentedParty> in(String phrase) {
        String[] words = BETWEEN_WORDS.split(phrase.toLowerCase(Locale.ROOT).replace('\u2019', '\''), -1);
        Countries countries = Countries.all();
        for (int i = 0; i < words.length; i++) {
            String word = words[i].endsWith("'s") ? words[i].substring(0, words[i].length() - 2) : words[i];
            RepresentedParty organisation = ORGANISATIONS.get(word);
            if (organisation != null
                    && (!NEEDS_BODY.contains(word) || (i + 1 < words.length && BODIES.contains(words[i + 1])))) {
                return Optional.of(organisation);
            }
            Optional<RepresentedParty> country = countries.demonym(word).or(() -> countries.named(word));
            if (country.isPresent() && !(word.equals("us") && !phrase.contains("US"))) {
                return country;
            }
            if (word.equals("white") && i + 1 < words.length && words[i + 1].equals("house")) {
                return countries.code("US");
            }
            if (word.equals("kremlin")) {
                return countries.code("RU");
            }
            if (i + 1 < words.length) {
                String pair = word + " "
                        + (words[i + 1].endsWith("'s")
                                ? words[i + 1].substring(0, words[i + 1].length() - 2)
                                : words[i + 1]);
                Optional<RepresentedParty> two = countries.named(pair).or(() -> countries.demonym(pair));
                if (two.isPresent()) {
                    return two;
                }
            }
        }
        return Optional.empty();
    }
}
