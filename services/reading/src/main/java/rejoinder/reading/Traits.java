package rejoinder.reading;

import java.util.Set;

/**
 * What a word can be in a language, as bits: they are looked up once for a word that comes again and again, so that a
 * question that is asked of every word of a text costs a look at a number.
 */
final class Traits {
    /** A verb that reports by itself. */
    static final int CUE = 1;
    /** {@link Lexicon#leadsOn}. */
    static final int LEADS_ON = 1 << 1;
    /** A participle that tells what unnamed people think, after "is" or "was". */
    static final int PASSIVE = 1 << 2;
    /** A pronoun of a known gender that can be a subject. */
    static final int GENDERED = 1 << 3;
    /** A small word at which a report may end, since the sentence may go on without it. */
    static final int JOINS = 1 << 4;
    /** Written with a capital it is no name all the same. */
    static final int NO_NAME = 1 << 5;
    /** A word that makes a run of capitals an organisation. */
    static final int ORGANISATION = 1 << 6;
    /** A word before names. */
    static final int TITLE = 1 << 7;

    /** Written with a capital it may be a first name. */
    static final int FIRST_NAME = 1 << 8;
    /** {@link Countries#isPlaceWord}. */
    static final int PLACE = 1 << 9;

    private static final Set<String> JOINING = Set.of("and", "but", "while", "though", "although", "before");

    private Traits() {}

    /** All that a word in lower case can be. */
    static int of(String lower, Lexicon lexicon) {
        return bit(CUE, lexicon.cues.containsKey(lower))
                | bit(LEADS_ON, lexicon.leadsOn(lower))
                | bit(PASSIVE, lexicon.set("passive").contains(lower))
                | bit(GENDERED, lexicon.genderOfPronoun(lower) != Gender.UNKNOWN)
                | bit(JOINS, JOINING.contains(lower))
                | bit(NO_NAME, lexicon.set("stop").contains(lower) || Names.NOT_NAMES.contains(lower))
                | bit(ORGANISATION, Titles.isOrganisation(lower))
                | bit(TITLE, Titles.isTitle(lower))
                | bit(FIRST_NAME, FirstNames.mayKnow(lower))
                | bit(PLACE, Countries.all().isPlaceWord(lower));
    }

    private static int bit(int trait, boolean has) {
        return has ? trait : 0;
    }
}
