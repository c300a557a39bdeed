package rejoinder.contracts.query;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Words of which a text must have at least one for a query to match it. Most of what is said has none of any story's
 * words, and finding that out costs a hundredth of asking Lucene.
 */
final class NeededWords {
    /** How JSON may write any character in other words. */
    private static final String ESCAPED = "\\u";

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;
    private static final long FROM_A = (0x80 - 'A') * EACH;
    private static final long AFTER_Z = (0x7f - 'Z') * EACH;

    private NeededWords() {}

    /** Such words, in lower case; empty when a query may match a text without any word that is known. */
    static Optional<Set<String>> of(Query query) {
        if (query instanceof TermQuery term) {
            return Optional.of(Set.of(lowerCase(term.getTerm().text())));
        } else if (query instanceof PhraseQuery phrase && phrase.getTerms().length > 0) {
            return longest(phrase.getTerms()).map(Set::of);
        } else if (query instanceof BoostQuery boost) {
            return of(boost.getQuery());
        } else if (query instanceof BooleanQuery all) {
            return ofClauses(all.clauses());
        }
        return Optional.empty();
    }

    /** One required clause is enough; otherwise each of those that may match alone counts. */
    private static Optional<Set<String>> ofClauses(List<BooleanClause> clauses) {
        List<Optional<Set<String>>> should = new ArrayList<>();
        for (BooleanClause clause : clauses) {
            Optional<Set<String>> words = clause.isProhibited() ? Optional.empty() : of(clause.getQuery());
            if (clause.isRequired() && words.isPresent()) {
                return words;
            } else if (clause.getOccur() == BooleanClause.Occur.SHOULD) {
                should.add(words);
            }
        }
        boolean noneRequired = clauses.stream().noneMatch(BooleanClause::isRequired);
        if (!noneRequired || should.isEmpty() || should.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        Set<String> union = new HashSet<>();
        should.forEach(words -> words.ifPresent(union::addAll));
        return Optional.of(Set.copyOf(union));
    }

    private static Optional<String> longest(Term[] terms) {
        return List.of(terms).stream()
                .map(term -> lowerCase(term.text()))
                .max(java.util.Comparator.comparingInt(String::length));
    }

    /** Whether one of some words stands in a text, be it within another word. */
    static boolean anyIn(CharSequence text, Set<String> words) {
        String lower = lowerCase(text);
        return words.stream().anyMatch(lower::contains);
    }

    /**
     * The same of a JSON text in UTF-8, in which a character may be written in other words: then, too, the answer is yes.
     */
    static boolean anyInJson(byte[] json, Set<String> words) {
        byte[] lower = json.clone();
        if (!lowerCaseIfAscii(lower)) {
            String text = new String(json, StandardCharsets.UTF_8);
            return text.contains(ESCAPED) || anyIn(text, words);
        }
        String text = new String(lower, StandardCharsets.ISO_8859_1);
        return text.contains(ESCAPED) || words.stream().anyMatch(text::contains);
    }

    /** Eight letters at a time: a story looks at whole histories. Returns whether all are ASCII, and were changed. */
    private static boolean lowerCaseIfAscii(byte[] text) {
        int i = 0;
        for (; i + Long.BYTES <= text.length; i += Long.BYTES) {
            long eight = (long) EIGHT.get(text, i);
            if ((eight & HIGHEST_BITS) != 0) {
                return false;
            }
            // Into the highest bit of each byte: whether it is from 'A' on, and not after 'Z'.
            long isUpper = (eight + FROM_A) & ~(eight + AFTER_Z) & HIGHEST_BITS;
            EIGHT.set(text, i, eight | (isUpper >>> 2));
        }
        for (; i < text.length; i++) {
            if (text[i] < 0) {
                return false;
            }
            text[i] = (byte) lowerCase((char) text[i]);
        }
        return true;
    }

    /** As the analyzer does it: each character by itself. */
    static String lowerCase(CharSequence text) {
        char[] lower = new char[text.length()];
        for (int i = 0; i < lower.length; i++) {
            char c = text.charAt(i);
            if (c < 128) {
                lower[i] = lowerCase(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < lower.length) {
                Character.toChars(Character.toLowerCase(Character.codePointAt(text, i)), lower, i);
                i += Character.charCount(Character.codePointAt(text, i)) - 1;
            } else {
                lower[i] = Character.toLowerCase(c);
            }
        }
        return new String(lower);
    }

    private static char lowerCase(char ascii) {
        return ascii >= 'A' && ascii <= 'Z' ? (char) (ascii + 'a' - 'A') : ascii;
    }
}
