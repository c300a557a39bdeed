package rejoinder.aggregator.story;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.utterance.Report;
import rejoinder.contracts.utterance.Utterance;

/**
 * A story's standing query, in Lucene's classic syntax: words, phrases, {@code "near words"~5}, {@code wild*}, AND, OR,
 * NOT, and the fields text, title, context, lead, actor, represents, role, outlet, language and source.
 */
final class StoryQuery {
    private static final Logger LOG = LoggerFactory.getLogger(StoryQuery.class);
    private static final String[] WHERE_NO_FIELD_IS_NAMED = {"text", "title", "context", "lead"};

    private final Query query;
    private final Set<String> fields = new HashSet<>();

    private StoryQuery(Query query) {
        this.query = query;
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

    /** Parses a query; an empty one catches everything, one that can't be parsed nothing. */
    static StoryQuery parse(String story, String text) {
        if (text.isBlank()) {
            return new StoryQuery(new MatchAllDocsQuery());
        }
        MultiFieldQueryParser parser = new MultiFieldQueryParser(WHERE_NO_FIELD_IS_NAMED, analyzer());
        parser.setDefaultOperator(QueryParser.Operator.OR);
        try {
            return new StoryQuery(parser.parse(text));
        } catch (ParseException | IndexSearcher.TooManyClauses e) {
            LOG.warn("story {} catches nothing, its query can't be parsed: {}", story, e.getMessage());
            return new StoryQuery(new MatchNoDocsQuery());
        }
    }

    Query lucene() {
        return query;
    }

    /** The fields it asks about. */
    Set<String> fields() {
        return fields;
    }

    boolean matches(Utterance utterance, Analyzer analyzer) {
        if (query instanceof MatchAllDocsQuery) {
            return true;
        }
        MemoryIndex index = new MemoryIndex();
        fields(utterance, fields, (field, text) -> index.addField(field, text, analyzer));
        return index.search(query) > 0;
    }

    /** How queries split text into words. */
    static Analyzer analyzer() {
        return new StandardAnalyzer();
    }

    /** An utterance as queries see it, as far as they ask. */
    static Document document(Utterance utterance, Set<String> asked) {
        Document document = new Document();
        fields(utterance, asked, (field, text) -> document.add(new TextField(field, text, Field.Store.NO)));
        return document;
    }

    private static void fields(Utterance utterance, Set<String> asked, BiConsumer<String, String> each) {
        BiConsumer<String, String> wanted = (field, text) -> {
            if (asked.contains(field)) {
                each.accept(field, text);
            }
        };
        wanted.accept("actor", utterance.actor().name());
        wanted.accept("represents", utterance.represents().code());
        utterance.role().ifPresent(role -> wanted.accept("role", role));
        for (Report report : utterance.reports()) {
            Map.of(
                            "text",
                            report.text(),
                            "context",
                            report.context(),
                            "lead",
                            report.lead(),
                            "outlet",
                            report.outlet(),
                            "source",
                            report.source())
                    .forEach(wanted);
            report.title().ifPresent(title -> wanted.accept("title", title));
            report.language().ifPresent(language -> wanted.accept("language", language));
        }
    }
}
