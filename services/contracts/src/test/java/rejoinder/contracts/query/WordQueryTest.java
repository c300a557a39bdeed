package rejoinder.contracts.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.Query;
import org.junit.jupiter.api.Test;

/** Queries of words alone are answered without an index, as Lucene answers them with one. */
class WordQueryTest {
    private static final List<String> WORDS =
            List.of("border", "closed", "Venn", "shame", "\u0142\u00f3d\u017a", "cross-border");
    private static final List<String> FIELDS = List.of("text", "title", "outlet");

    @Property(tries = 2000)
    void itSaysWhatLuceneSays(@ForAll("queries") String text, @ForAll("texts") Map<String, String> said)
            throws IOException {
        Query query = ((StoryQuery.Valid) StoryQuery.parse(text)).query().lucene();

        assertThat(caught(query, said)).as("%s in %s", text, said).isEqualTo(caughtByLucene(query, said));
    }

    @Test
    void whatAsksForMoreThanWordsIsLeftToLucene() {
        for (String more : List.of("\"closed border\"", "bord*", "border~1", "border AND wal?", "[a TO b]", "/b.*r/")) {
            assertThat(WordQuery.of(
                            ((StoryQuery.Valid) StoryQuery.parse(more)).query().lucene()))
                    .as(more)
                    .isEmpty();
        }
    }

    @Provide
    Arbitrary<String> queries() {
        return query(3);
    }

    private static Arbitrary<String> query(int depth) {
        Arbitrary<String> word = Combinators.combine(
                        Arbitraries.of("", "text:", "title:", "outlet:", "nothing:"),
                        Arbitraries.of(WORDS),
                        Arbitraries.of("", "", "^2", "^0"))
                .as((field, one, boost) -> field + one + boost);
        if (depth == 0) {
            return Arbitraries.frequencyOf(Tuple.of(9, word), Tuple.of(1, Arbitraries.just("*:*")));
        }
        Arbitrary<String> inner = query(depth - 1);
        Arbitrary<String> clauses = Combinators.combine(Arbitraries.of("", "+", "-"), inner)
                .as((sign, one) -> sign + "(" + one + ")")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(all -> String.join(" ", all));
        Arbitrary<String> joined = Combinators.combine(inner, Arbitraries.of("AND", "OR", "AND NOT"), inner)
                .as((one, by, other) -> "(" + one + ") " + by + " (" + other + ")");
        return Arbitraries.oneOf(inner, clauses, joined);
    }

    @Provide
    Arbitrary<Map<String, String>> texts() {
        Arbitrary<String> text = Arbitraries.of(WORDS)
                .map(word -> word.replace('-', ' '))
                .list()
                .ofMaxSize(4)
                .map(words -> String.join(", ", words));
        return Arbitraries.maps(Arbitraries.of(FIELDS), text).ofMaxSize(FIELDS.size());
    }

    private static boolean caught(Query query, Map<String, String> said) {
        WordQuery.Look look = WordQuery.of(query).orElseThrow().look();
        said.forEach((field, text) -> look.at(field, text, StoryQuery.analyzer()));
        return look.isCaught();
    }

    private static boolean caughtByLucene(Query query, Map<String, String> said) throws IOException {
        MemoryIndex index = new MemoryIndex();
        said.forEach((field, text) -> index.addField(field, text, StoryQuery.analyzer()));
        return index.createSearcher().count(query) > 0;
    }
}
