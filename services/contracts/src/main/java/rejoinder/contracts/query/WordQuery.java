package rejoinder.contracts.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArrayMap;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * A query of words with AND, OR and NOT, and nothing else, as most are. Which of its words stand in which field decides,
 * so that no index of the text is needed: an index in memory costs several times as much as the words themselves. It
 * says what Lucene says.
 */
final class WordQuery {
    private final Map<String, CharArrayMap<Integer>> numbers = new HashMap<>();
    private final Predicate<BitSet> root;
    private int words;
    private boolean hasNot;

    private WordQuery(Query query) {
        this.root = decision(query);
    }

    /** The query in this form; empty when it asks for more than words. */
    static Optional<WordQuery> of(Query query) {
        return isOfWords(query) ? Optional.of(new WordQuery(query)) : Optional.empty();
    }

    private static boolean isOfWords(Query query) {
        if (query instanceof BoostQuery boost) {
            return isOfWords(boost.getQuery());
        } else if (query instanceof BooleanQuery all) {
            return all.clauses().stream().allMatch(clause -> isOfWords(clause.getQuery()));
        }
        return query instanceof TermQuery || query instanceof MatchAllDocsQuery || query instanceof MatchNoDocsQuery;
    }

    private Predicate<BitSet> decision(Query query) {
        if (query instanceof TermQuery term) {
            int number = number(term.getTerm());
            return found -> found.get(number);
        } else if (query instanceof BoostQuery boost) {
            return decision(boost.getQuery());
        } else if (query instanceof BooleanQuery all) {
            return decision(all);
        }
        boolean always = query instanceof MatchAllDocsQuery;
        return found -> always;
    }

    private Predicate<BitSet> decision(BooleanQuery all) {
        List<Predicate<BitSet>> required = new ArrayList<>();
        List<Predicate<BitSet>> prohibited = new ArrayList<>();
        List<Predicate<BitSet>> optional = new ArrayList<>();
        for (BooleanClause clause : all.clauses()) {
            hasNot |= clause.isProhibited();
            (clause.isRequired() ? required : clause.isProhibited() ? prohibited : optional)
                    .add(decision(clause.getQuery()));
        }
        int fewest = Math.max(all.getMinimumNumberShouldMatch(), required.isEmpty() ? 1 : 0);
        return found -> required.stream().allMatch(one -> one.test(found))
                && prohibited.stream().noneMatch(one -> one.test(found))
                && (fewest == 0
                        || optional.stream()
                                        .filter(one -> one.test(found))
                                        .limit(fewest)
                                        .count()
                                == fewest);
    }

    private int number(Term term) {
        CharArrayMap<Integer> ofField = numbers.computeIfAbsent(term.field(), field -> new CharArrayMap<>(4, false));
        Integer known = ofField.get(term.text());
        if (known == null) {
            known = words++;
            ofField.put(term.text(), known);
        }
        return known;
    }

    /** Begins to look at one thing that was said. */
    Look look() {
        return new Look();
    }

    /** What of one thing that was said has been looked at. */
    final class Look {
        private final BitSet found = new BitSet(words);
        private boolean caught;

        /** Looks at a field's text; where nothing can change the answer any more, at nothing. */
        void at(String field, String text, Analyzer analyzer) {
            CharArrayMap<Integer> wanted = numbers.get(field);
            if (caught || wanted == null) {
                return;
            }
            try (TokenStream tokens = analyzer.tokenStream(field, text)) {
                CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
                tokens.reset();
                while (tokens.incrementToken()) {
                    Integer number = wanted.get(word.buffer(), 0, word.length());
                    if (number != null) {
                        found.set(number);
                    }
                }
                tokens.end();
            } catch (IOException e) {
                throw new UncheckedIOException("a text in memory can't fail to be read", e);
            }
            caught = !hasNot && root.test(found);
        }

        /** Whether the query catches what has been looked at. */
        boolean isCaught() {
            return caught || root.test(found);
        }
    }
}
