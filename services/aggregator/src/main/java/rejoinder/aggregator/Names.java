package rejoinder.aggregator;

/** Every step, store and internal topic of the topology. Renaming one loses its state: see the golden topology. */
public final class Names {
    public static final String INGEST_STATEMENTS = "ingest-statements";
    public static final String INGEST_STORIES = "ingest-stories";
    public static final String STORIES_TO_ALL = "stories-to-all";
    public static final String MERGE_STATEMENTS = "merge-statements";
    public static final String FOLLOW_STORIES = "follow-stories";
    public static final String MATCH_STORIES = "match-stories";
    public static final String ANNOUNCE_STORIES = "announce-stories";
    public static final String ALL_REACTIONS = "all-reactions";
    public static final String ALL_COUNTRY_CHANGES = "all-country-changes";
    public static final String EGRESS_UTTERANCES = "egress-utterances";
    public static final String EGRESS_REACTIONS = "egress-reactions";
    public static final String EGRESS_ACTOR_SUMMARIES = "egress-actor-summaries";
    public static final String EGRESS_COUNTRY_SUMMARIES = "egress-country-summaries";
    public static final String EGRESS_STORY_SUMMARIES = "egress-story-summaries";
    public static final String GROUP_BY_ACTOR = "group-by-actor";
    public static final String GROUP_BY_COUNTRY = "group-by-country";
    public static final String GROUP_BY_STORY = "group-by-story";
    public static final String ACTORS_BY_COUNTRY = "actors-by-country";
    public static final String COUNTRIES_BY_STORY = "countries-by-story";

    public static final String STATEMENTS = "statements";
    public static final String STATEMENT_PLACES = "statement-places";
    public static final String UTTERANCES = "utterances";
    public static final String STORIES = "stories";
    public static final String STORY_PROGRESS = "story-progress";
    public static final String REACTIONS = "reactions";
    public static final String ACTOR_REACTIONS = "actor-reactions";
    public static final String ACTOR_REACTION_PLACES = "actor-reaction-places";
    public static final String ACTOR_PARTS = "actor-parts";
    public static final String COUNTRY_ACTORS = "country-actors";
    public static final String STORY_COUNTRIES = "story-countries";

    private Names() {}
}
