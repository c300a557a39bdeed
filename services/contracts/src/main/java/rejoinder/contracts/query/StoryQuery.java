package rejoinder.contracts.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.queryparser.classic.MultiFieldQueryParser;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;
import rejoinder.contracts.utterance.Report;

/**
 * A story's standing query, in Lucene's classic syntax: words, phrases, {@code "near words"~5}, {@code wild*}, AND, OR,
 * NOT, and the fields text, title, context, lead, actor, represents, role, outlet, language and source.
 */
public final class StoryQuery {
    /** The deepest parentheses; each level takes stack while it is parsed. */
    private static final int DEEPEST = 40;

    /** Holds what it needs once a thread. */
    private static final Analyzer ANALYZER = new StandardAnalyzer();

    private static final String[] WHERE_NO_FIELD_IS_NAMED = {"text", "title", "context", "lead"};

    private final Query query;
    private final Set<String> fields = new HashSet<>();
    private final Optional<Set<String>> oneOf;
    private final Optional<WordQuery> words;

    private StoryQuery(Query query) {
        this.query = query;
        this.words = WordQuery.of(query);
        this.oneOf = NeededWords.of(query);
        query.visit(new QueryVisitor() {
            @Override
            public boolean acceptField(String field) {
                fields.add(field);
                return true;
            }

            @Override
            public void consumeTerms(Query leaf, Term... terms) {
                List.of(terms).forEach(term -> fields.add(term.field()));
            }
        });
    }

    /** What came of parsing a query. */
    public sealed interface Parsed {}

    /** A query that can be asked. */
    public record Valid(StoryQuery query) implements Parsed {}

    /** What is wrong, as a sentence for who wrote it. */
    public record Invalid(String why) implements Parsed {}

    /** Parses a query; an empty one catches everything. */
    public static Parsed parse(String text) {
        if (text.isBlank()) {
            return new Valid(new StoryQuery(new MatchAllDocsQuery()));
        }
        if (depth(text) > DEEPEST) {
            return new Invalid("parentheses stand more than " + DEEPEST + " deep");
        }
        MultiFieldQueryParser parser = new MultiFieldQueryParser(WHERE_NO_FIELD_IS_NAMED, ANALYZER);
        parser.setDefaultOperator(QueryParser.Operator.OR);
        try {
            return new Valid(new StoryQuery(parser.parse(text)));
        } catch (IndexSearcher.TooManyClauses tooMany) {
            return new Invalid("it has too many words");
        } catch (TooComplexToDeterminizeException tooComplex) {
            return new Invalid("a regular expression in it is too complex");
        } catch (ParseException | IllegalArgumentException wrong) {
            return new Invalid(reason(wrong));
        }
    }

    /** A query that catches nothing, for where one can't be parsed. */
    public static StoryQuery nothing() {
        return new StoryQuery(new MatchNoDocsQuery());
    }

    /** As far as the parser's own words help: the place where it stopped, else what it says first. */
    private static String reason(Exception wrong) {
        Throwable cause = wrong.getCause() == null ? wrong : wrong.getCause();
        if (cause instanceof ParseException parsing && parsing.currentToken != null) {
            var next = parsing.currentToken.next;
            return next.kind == 0
                    ? "it ends too early"
                    : "\"" + next.image + "\" at character " + (next.beginColumn + 1) + " is not expected there";
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("it can't be read");
    }

    private static int depth(String text) {
        int deepest = 0;
        int now = 0;
        for (int i = 0; i < text.length(); i++) {
            now += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            deepest = Math.max(deepest, now);
        }
        return deepest;
    }

    /** The query for Lucene. */
    public Query lucene() {
        return query;
    }

    /** The fields it asks about. */
    public Set<String> fields() {
        return fields;
    }

    /** Whether it asks for single words only, with AND, OR and NOT: then it is answered without an index. */
    public boolean asksForWords() {
        return words.isPresent();
    }

    /** Words of which whatever it catches has at least one, in lower case; empty when that can't be said. */
    public Optional<Set<String>> oneOf() {
        return oneOf;
    }

    /** Whether one of some words stands anywhere in what is asked about, be it within another word. */
    public static boolean hasOneOf(Set<String> words, Said said, Set<String> asked) {
        StringBuilder all = new StringBuilder();
        fields(said, asked, (field, text) -> all.append(text).append(' '));
        return NeededWords.anyIn(all, words);
    }

    /**
     * Whether it may catch what a JSON text in UTF-8 says, as far as can be told without parsing it: false is certain.
     */
    public boolean mayMatch(byte[] json) {
        return oneOf.isEmpty() || NeededWords.anyInJson(json, oneOf.get());
    }

    /** Whether it catches what was said. */
    public boolean matches(Said said) {
        if (words.isPresent()) {
            WordQuery.Look look = words.get().look();
            fields(said, fields, (field, text) -> look.at(field, text, ANALYZER));
            return look.isCaught();
        }
        return (oneOf.isEmpty() || hasOneOf(oneOf.get(), said, fields)) && isCaughtByLucene(said);
    }

    private boolean isCaughtByLucene(Said said) {
        MemoryIndex index = new MemoryIndex();
        fields(said, fields, (field, text) -> index.addField(field, text, ANALYZER));
        try {
            return index.createSearcher().count(query) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException("an index in memory can't fail to be searched", e);
        }
    }

    /** How queries split text into words. */
    public static Analyzer analyzer() {
        return ANALYZER;
    }

    /** What was said as queries see it, as far as they ask. */
    public static Document document(Said said, Set<String> asked) {
        Document document = new Document();
        fields(said, asked, (field, text) -> document.add(new TextField(field, text, Field.Store.NO)));
        return document;
    }

    private static void fields(Said said, Set<String> asked, BiConsumer<String, String> each) {
        BiConsumer<String, String> wanted = (field, text) -> {
            if (asked.contains(field)) {
                each.accept(field, text);
            }
        };
        wanted.accept("actor", said.actor().name());
        wanted.accept("represents", said.represents().code());
        said.role().ifPresent(role -> wanted.accept("role", role));
        for (Report report : said.reports()) {
            wanted.accept("text", report.text());
            wanted.accept("context", report.context());
            wanted.accept("lead", report.lead());
            wanted.accept("outlet", report.outlet());
            wanted.accept("source", report.source());
            report.title().ifPresent(title -> wanted.accept("title", title));
            report.language().ifPresent(language -> wanted.accept("language", language));
        }
    }
}
