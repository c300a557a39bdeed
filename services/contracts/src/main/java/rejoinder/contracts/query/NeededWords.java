package rejoinder.contracts.query;

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

    /** As the analyzer does it: each character by itself. */
    static String lowerCase(CharSequence text) {
        char[] lower = new char[text.length()];
        for (int i = 0; i < lower.length; i++) {
            char c = text.charAt(i);
            if (c < 128) {
                lower[i] = c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c;
            } else if (Character.isHighSurrogate(c) && i + 1 < lower.length) {
                Character.toChars(Character.toLowerCase(Character.codePointAt(text, i)), lower, i);
                i += Character.charCount(Character.codePointAt(text, i)) - 1;
            } else {
                lower[i] = Character.toLowerCase(c);
            }
        }
        return new String(lower);
    }
}
