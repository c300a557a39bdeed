package rejoinder.aggregator.story;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.queryparser.classic.MultiFieldQueryParser;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.utterance.Report;
import rejoinder.contracts.utterance.Utterance;

/** A story's standing query, in Lucene's classic syntax. */
final class StoryQuery {
    private static final Logger LOG = LoggerFactory.getLogger(StoryQuery.class);
    private static final String[] WHERE_NO_FIELD_IS_NAMED = {"text", "title", "context", "lead"};

    private final Query query;

    private StoryQuery(Query query) {
        this.query = query;
    }

    /** Parses a query; an empty one catches everything, one that can't be parsed nothing. */
    static StoryQuery parse(String story, String text) {
        if (text.isBlank()) {
            return new StoryQuery(new MatchAllDocsQuery());
        }
        MultiFieldQueryParser parser = new MultiFieldQueryParser(WHERE_NO_FIELD_IS_NAMED, new StandardAnalyzer());
        parser.setDefaultOperator(QueryParser.Operator.OR);
        try {
            return new StoryQuery(parser.parse(text));
        } catch (ParseException e) {
            LOG.warn("story {} catches nothing, its query can't be parsed: {}", story, e.getMessage());
            return new StoryQuery(new MatchNoDocsQuery());
        }
    }

    boolean matches(MemoryIndex utterance) {
        return utterance.search(query) > 0;
    }

    /** An utterance as queries see it. */
    static MemoryIndex index(Utterance utterance) {
        MemoryIndex index = new MemoryIndex();
        Analyzer analyzer = new StandardAnalyzer();
        index.addField("actor", utterance.actor().name(), analyzer);
        index.addField("represents", utterance.represents().code(), analyzer);
        utterance.role().ifPresent(role -> index.addField("role", role, analyzer));
        for (Report report : utterance.reports()) {
            index.addField("text", report.text(), analyzer);
            index.addField("context", report.context(), analyzer);
            index.addField("lead", report.lead(), analyzer);
            index.addField("outlet", report.outlet(), analyzer);
            index.addField("source", report.source(), analyzer);
            report.title().ifPresent(title -> index.addField("title", title, analyzer));
            report.language().ifPresent(language -> index.addField("language", language, analyzer));
        }
        return index;
    }
}
