package rejoinder.aggregator.story;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.utterance.Utterance;
import rejoinder.reading.StanceJudge;

/** Matches each changed utterance with all stories. */
public final class MatchStories implements Processor<String, Utterance, String, Reaction> {
    private final StanceJudge judge;
    private Matching matching;

    public MatchStories(StanceJudge judge) {
        this.judge = judge;
    }

    @Override
    public void init(ProcessorContext<String, Reaction> context) {
        matching = new Matching(context, judge);
    }

    @Override
    public void process(Record<String, Utterance> record) {
        String utterance = record.key().substring(record.key().indexOf('|') + 1);
        matching.utterance(utterance, record.value(), record);
    }
}
