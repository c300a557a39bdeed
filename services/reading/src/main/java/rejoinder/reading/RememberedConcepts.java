package rejoinder.reading;

import java.util.Arrays;

/**
 * What words mean, remembered for the thousands of words that come again and again; with too many it begins anew. Of one
 * thread only.
 */
public final class RememberedConcepts {
    private static final int MOST = 10_000;
    private static final int LONGEST = 40;
    /** A power of two, of which at least half are free. */
    private static final int PLACES = 32_768;
    /** Words that whoever wrote them chose so that all have one place are not remembered. */
    private static final int MOST_STEPS = 8;

    /** Words where their hash puts them, or at the next free place; their meanings are at the same places. */
    private final String[] words = new String[PLACES];

    private final SameWords.Meaning[] meanings = new SameWords.Meaning[PLACES];
    private int remembered;

    /** Of the word that stands in a text from one place to another. */
    SameWords.Meaning of(String text, int begin, int end) {
        if (end - begin > LONGEST) {
            return SameWords.Meaning.of(text.substring(begin, end));
        }
        int place = place(text, begin, end);
        if (place < 0) {
            return SameWords.Meaning.of(text.substring(begin, end));
        }
        return words[place] == null ? remember(text.substring(begin, end), place) : meanings[place];
    }

    /** Where a word is, or where it would go; less than zero if too many others are there. */
    private int place(String text, int begin, int end) {
        int hash = 0;
        for (int i = begin; i < end; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            String word = words[place];
            if (word == null || (word.length() == end - begin && text.startsWith(word, begin))) {
                return place;
            }
            place = (place + 1) & (PLACES - 1);
        }
        return -1;
    }

    private SameWords.Meaning remember(String word, int free) {
        SameWords.Meaning meaning = SameWords.Meaning.of(word);
        int place = free;
        if (remembered == MOST) {
            Arrays.fill(words, null);
            Arrays.fill(meanings, null);
            remembered = 0;
            place = place(word, 0, word.length());
        }
        words[place] = word;
        meanings[place] = meaning;
        remembered++;
        return meaning;
    }
}
