package rejoinder.reading;

import java.util.Optional;
import java.util.Set;

/**
 * Words for offices, and the rank of each. The one table of ranks: head of state or government 100, vice-president 85,
 * foreign minister 80, defence minister 75, other minister or commissioner 60, institution 55, spokesperson 50,
 * ambassador or envoy 45, legislator, governor or mayor 40, party figure or candidate 30, former official 25.
 */
final class Offices {
    /** An office as a phrase names it. {@code national}: a holder speaks for a country even when only "the" is said. */
    record Office(String role, int rank) {}

    private record Pattern(String phrase, String role, int rank, long pairs) {
        Pattern(String phrase, String role, int rank) {
            this(phrase, role, rank, Offices.pairs(phrase));
        }
    }

    /** The first phrase that occurs wins: longer ones stand before the words they contain. */
    private static final Pattern[] TABLE = {
        new Pattern("spokes", "spokesperson", 50),
        new Pattern("press secretary", "press secretary", 50),
        new Pattern("sprecher", "spokesperson", 50),
        new Pattern("portavoz", "spokesperson", 50),
        new Pattern("vocero", "spokesperson", 50),
        new Pattern("porte-parole", "spokesperson", 50),
        new Pattern("rzeczni", "spokesperson", 50),
        new Pattern("vice president", "vice president", 85),
        new Pattern("vice-president", "vice president", 85),
        new Pattern("deputy prime minister", "deputy prime minister", 60),
        new Pattern("president-elect", "president-elect", 70),
        new Pattern("prime minister", "prime minister", 100),
        new Pattern("premier", "prime minister", 100),
        new Pattern("chancellor of the exchequer", "finance minister", 60),
        new Pattern("chancellor", "chancellor", 100),
        new Pattern("bundeskanzler", "chancellor", 100),
        new Pattern("taoiseach", "prime minister", 100),
        new Pattern("secretary-general", "secretary-general", 100),
        new Pattern("secretary general", "secretary-general", 100),
        new Pattern("generalsekret", "secretary-general", 100),
        new Pattern("deputy foreign minister", "deputy foreign minister", 60),
        new Pattern("foreign minister", "foreign minister", 80),
        new Pattern("foreign affairs minister", "foreign minister", 80),
        new Pattern("minister of foreign affairs", "foreign minister", 80),
        new Pattern("minister for foreign affairs", "foreign minister", 80),
        new Pattern("foreign secretary", "foreign minister", 80),
        new Pattern("secretary of state", "foreign minister", 80),
        new Pattern("foreign policy chief", "high representative", 80),
        new Pattern("high representative", "high representative", 80),
        new Pattern("top diplomat", "foreign minister", 80),
        new Pattern("au\u00dfenminister", "foreign minister", 80),
        new Pattern("defense minister", "defence minister", 75),
        new Pattern("defence minister", "defence minister", 75),
        new Pattern("minister of defense", "defence minister", 75),
        new Pattern("minister of defence", "defence minister", 75),
        new Pattern("defence secretary", "defence minister", 75),
        new Pattern("defense secretary", "defence minister", 75),
        new Pattern("secretary of defense", "defence minister", 75),
        new Pattern("verteidigungsminister", "defence minister", 75),
        new Pattern("ministra de defensa", "defence minister", 75),
        new Pattern("ministro de defensa", "defence minister", 75),
        new Pattern("deputy minister", "deputy minister", 60),
        new Pattern("minister", "minister", 60),
        new Pattern("ministra", "minister", 60),
        new Pattern("ministro", "minister", 60),
        new Pattern("attorney general", "attorney general", 60),
        new Pattern("treasury secretary", "finance minister", 60),
        new Pattern("commissioner", "commissioner", 60),
        new Pattern("ambassador", "ambassador", 45),
        new Pattern("envoy", "envoy", 45),
        new Pattern("senator", "senator", 40),
        new Pattern("sen.", "senator", 40),
        new Pattern("representative", "representative", 40),
        new Pattern("rep.", "representative", 40),
        new Pattern("congressman", "representative", 40),
        new Pattern("congresswoman", "representative", 40),
        new Pattern("lawmaker", "legislator", 40),
        new Pattern("member of parliament", "legislator", 40),
        new Pattern("member of the bundestag", "legislator", 40),
        new Pattern("house speaker", "speaker of parliament", 60),
        new Pattern("speaker of", "speaker of parliament", 60),
        new Pattern("governor", "governor", 40),
        new Pattern("gov.", "governor", 40),
        new Pattern("mayor", "mayor", 40),
        new Pattern("national security advis", "national security adviser", 60),
        new Pattern("opposition leader", "opposition leader", 30),
        new Pattern("leader of the opposition", "opposition leader", 30),
        new Pattern("presidential candidate", "presidential candidate", 30),
        new Pattern("presidential nominee", "presidential candidate", 30),
        new Pattern("bundespr\u00e4sident", "president", 90),
        new Pattern("president", "president", 100),
        new Pattern("prezydent", "president", 100),
        new Pattern("presidente", "president", 100),
        new Pattern("king", "king", 90),
        new Pattern("queen", "queen", 90),
        new Pattern("leader", "leader", 100),
        new Pattern("chief", "head", 100)
    };

    private static final int SHORTEST = 4;
    private static final Set<String> AMERICAN = Set.of("senator", "representative", "governor");

    private Offices() {}

    /** A bit for each two letters that stand beside each other: what lacks one of a phrase's does not contain it. */
    private static long pairs(String lower) {
        long pairs = 0;
        int last = lower.charAt(0);
        for (int i = 1; i < lower.length(); i++) {
            int letter = lower.charAt(i);
            // A long takes the six lowest bits of what it is shifted by.
            pairs |= 1L << (31 * last + letter);
            last = letter;
        }
        return pairs;
    }

    /** The office that a phrase in lower case names. */
    static Optional<Office> in(String lower) {
        if (lower.length() < SHORTEST) {
            return Optional.empty();
        }
        long pairs = pairs(lower);
        for (Pattern pattern : TABLE) {
            if ((pattern.pairs() & ~pairs) != 0) {
                continue;
            }
            int at = lower.indexOf(pattern.phrase());
            if (at >= 0
                    && (at == 0
                            || !Character.isLetter(lower.charAt(at - 1))
                            || pattern.phrase().length() > 6)) {
                boolean former = lower.contains("former ")
                        || lower.startsWith("ex-")
                        || lower.contains(" ex-")
                        || lower.contains("expresident");
                return Optional.of(
                        former
                                ? new Office("former " + pattern.role(), 25)
                                : new Office(pattern.role(), pattern.rank()));
            }
        }
        return Optional.empty();
    }

    /** Offices whose plain title, with nothing else said, is the United States' in English news. */
    static boolean isAmericanTitle(Office office) {
        return AMERICAN.contains(office.role().replace("former ", ""));
    }
}
