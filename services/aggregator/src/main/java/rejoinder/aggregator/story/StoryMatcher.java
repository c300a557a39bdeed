package rejoinder.aggregator.story;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.Span;
import rejoinder.contracts.Stance;
import rejoinder.contracts.query.Admission;
import rejoinder.contracts.query.Said;
import rejoinder.contracts.query.StoryQuery;
import rejoinder.contracts.reaction.Evidence;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.topic.Topics;
import rejoinder.contracts.utterance.Report;
import rejoinder.contracts.utterance.Utterance;
import rejoinder.reading.EvidenceSpan;
import rejoinder.reading.Judgement;
import rejoinder.reading.RememberedConcepts;
import rejoinder.reading.SameWordsAs;
import rejoinder.reading.StanceJudge;
import rejoinder.reading.StanceKind;
import rejoinder.reading.StatedWords;
import rejoinder.reading.TriggerText;

/**
 * Decides whether an utterance answers one story, and with what stance: a pure function of both. The trigger event's
 * own actor does not answer himself, and who repeats its words adds nothing of their own.
 */
final class StoryMatcher {
    private static final Logger LOG = LoggerFactory.getLogger(StoryMatcher.class);
    /** The fullest wording first; the order of reports decides between equals. */
    private static final Comparator<Report> FULLEST = Comparator.comparingInt(
            report -> -report.text().codePointCount(0, report.text().length()));

    private final Story story;
    private final StoryQuery query;
    private final Admission admission;
    private final TriggerText trigger;
    private final StanceJudge judge;
    private final Optional<SameWordsAs> triggerWords;

    StoryMatcher(Story story, StanceJudge judge, RememberedConcepts concepts) {
        this.story = story;
        this.query = parsed(story);
        this.admission = Admission.of(story);
        this.trigger = new TriggerText(
                story.triggerEvent().actor(),
                story.triggerEvent().quote(),
                story.triggerEvent().act());
        this.judge = judge;
        this.triggerWords = story.triggerEvent().quote().map(quote -> new SameWordsAs(quote, concepts));
    }

    /** A query that can't be parsed catches nothing. */
    private static StoryQuery parsed(Story story) {
        StoryQuery.Parsed parsed = StoryQuery.parse(story.query());
        if (parsed instanceof StoryQuery.Invalid wrong) {
            LOG.warn("story {} catches nothing, its query can't be parsed: {}", story.id(), wrong.why());
            return StoryQuery.nothing();
        }
        return ((StoryQuery.Valid) parsed).query();
    }

    Story story() {
        return story;
    }

    StoryQuery query() {
        return query;
    }

    /** Whether an utterance can be a reaction if the query catches it. */
    boolean admits(Utterance utterance) {
        return isEverything() || admission.admits(Said.of(utterance));
    }

    private boolean isEverything() {
        return story.id().equals(Story.ALL);
    }

    /** Whether it only repeats what it would react to. */
    boolean repeatsTrigger(Utterance utterance) {
        return !isEverything()
                && triggerWords.filter(words -> words.test(utterance.text())).isPresent();
    }

    /** The reaction that an utterance is. */
    Reaction react(Utterance utterance, Optional<Reaction.Pin> pinned, Optional<Reaction.Answer> answers) {
        Decision decision = isEverything() ? NO_TRIGGER : decide(utterance);
        long lag = isEverything()
                ? 0
                : Duration.between(story.triggerEvent().at(), utterance.saidAt().at())
                        .toSeconds();
        return new Reaction(
                Topics.key(story.id(), utterance.id()),
                story.id(),
                utterance.id(),
                utterance.actor(),
                utterance.role(),
                utterance.rank(),
                utterance.represents(),
                utterance.text(),
                utterance.language(),
                decision.stance(),
                decision.evidence(),
                decision.rule(),
                utterance.saidAt(),
                lag,
                utterance.reportCount(),
                utterance.outletCount(),
                utterance.reports(),
                utterance.independentOutlets(),
                answers,
                pinned);
    }

    private static final Decision NO_TRIGGER = new Decision(Stance.UNCLEAR, List.of(), "no-trigger-event");

    private record Decision(Stance stance, List<Evidence> evidence, String rule) {}

    /** By the fullest report whose words decide. */
    private Decision decide(Utterance utterance) {
        String rule = "no-report";
        for (Report report : utterance.reports().stream().sorted(FULLEST).toList()) {
            Judgement judgement = judge.judge(
                    trigger,
                    new StatedWords(
                            report.text(), report.cue().map(Statement.Cue::text), report.context(), report.language()));
            rule = judgement.rule();
            if (judgement.stance() != StanceKind.UNCLEAR) {
                return new Decision(
                        Stance.valueOf(judgement.stance().name()),
                        judgement.evidence().stream()
                                .map(words -> evidence(report, words))
                                .toList(),
                        rule);
            }
        }
        return new Decision(Stance.UNCLEAR, List.of(), rule);
    }

    private static Evidence evidence(Report report, EvidenceSpan words) {
        Evidence.Part part =
                switch (words.where()) {
                    case QUOTE -> Evidence.Part.TEXT;
                    case CONTEXT -> Evidence.Part.CONTEXT;
                    case CUE -> Evidence.Part.CUE;
                };
        Span span = new Span(words.span().start(), words.span().end());
        return new Evidence(report.statement(), part, words.text(), Optional.of(span));
    }
}
