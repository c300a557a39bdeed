package rejoinder.aggregator;

/** Every step, store and internal topic of the topology. Renaming one loses its state: see the golden topology. */
public final class Names {
    public static final String INGEST_STATEMENTS = "ingest-statements";
    public static final String INGEST_MOVED_STATEMENTS = "ingest-moved-statements";
    public static final String INGEST_REACTORS = "ingest-reactors";
    public static final String INGEST_STORIES = "ingest-stories";
    public static final String INGEST_CORRECTIONS = "ingest-corrections";
    public static final String STORIES_TO_ALL = "stories-to-all";
    public static final String CORRECTIONS_TO_ALL = "corrections-to-all";
    public static final String MERGE_STATEMENTS = "merge-statements";
    public static final String MATCH_UTTERANCES = "match-utterances";
    public static final String MATCH_STORIES = "match-stories";
    public static final String ANNOUNCE_STORIES = "announce-stories";
    public static final String EGRESS_MOVED_STATEMENTS = "egress-moved-statements";
    public static final String EGRESS_UTTERANCES = "egress-utterances";
    public static final String EGRESS_REACTORS = "egress-reactors";
    public static final String EGRESS_REACTIONS = "egress-reactions";
    public static final String EGRESS_ACTOR_SUMMARIES = "egress-actor-summaries";
    public static final String EGRESS_COUNTRY_SUMMARIES = "egress-country-summaries";
    public static final String EGRESS_STORY_SUMMARIES = "egress-story-summaries";
    public static final String GROUP_BY_ACTOR = "group-by-actor";
    public static final String GROUP_CHANGES = "group-changes";
    public static final String GROUP_BY_STORY = "group-by-story";
    public static final String ACTORS_BY_STORY = "actors-by-story";

    public static final String STATEMENTS = "statements";
    public static final String STATEMENT_PLACES = "statement-places";
    public static final String UNTOLD_UTTERANCES = "untold-utterances";
    public static final String UTTERANCE_MEMBERS = "utterance-members";
    public static final String ACTOR_CORRECTIONS = "actor-corrections";
    public static final String STORIES = "stories";
    public static final String STORY_PROGRESS = "story-progress";
    public static final String REACTORS = "reactors";
    public static final String MENTIONS = "mentions";
    public static final String VERDICTS = "verdicts";
    public static final String MATCHED = "matched";
    public static final String ACTOR_REACTIONS = "actor-reactions";
    public static final String ACTOR_PARTS = "actor-parts";
    public static final String ACTOR_OUTLETS = "actor-outlets";
    public static final String ACTOR_QUOTATIONS = "actor-quotations";
    public static final String PENDING_ACTORS = "pending-actors";
    public static final String STORY_DEFINITIONS = "story-definitions";
    public static final String COUNTRY_ACTORS = "country-actors";
    public static final String COUNTRY_QUOTATIONS = "country-quotations";
    public static final String STORY_COUNTRIES = "story-countries";
    public static final String STORY_COUNTS = "story-counts";
    public static final String PENDING_GROUPS = "pending-groups";

    private Names() {}
}
