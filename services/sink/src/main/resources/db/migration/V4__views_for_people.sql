-- What people draw and count: names beside ids, and nothing but what holds now. Columns may be added at the end.
CREATE VIEW reaction_feed AS
SELECT reactions.story, stories.title AS story_title, reactions.id, reactions.actor_id, reactions.actor_name,
  reactions.role, reactions.rank, reactions.represents, reactions.represents_kind, reactions.stance, reactions.said_at,
  reactions.valid_from AS seen_at, reactions.lag_seconds, reactions.language, reactions.text, reactions.report_count,
  reactions.outlet_count
FROM reactions JOIN stories ON stories.id = reactions.story
WHERE reactions.valid_to IS NULL;

CREATE VIEW official_positions AS
SELECT country_summaries.story, stories.title AS story_title, country_summaries.represents,
  country_summaries.represents_kind, country_summaries.represents_name, country_summaries.official_stance,
  country_summaries.official_actor, country_summaries.reactions, country_summaries.reports, country_summaries.actors,
  country_summaries.dissenters, country_summaries.first_said_at, country_summaries.latest_said_at
FROM country_summaries JOIN stories ON stories.id = country_summaries.story;

CREATE VIEW story_totals AS
SELECT stories.id AS story, stories.title AS story_title, stories.trigger_actor, stories.trigger_at,
  COALESCE(story_summaries.reactions, 0) AS reactions, COALESCE(story_summaries.reports, 0) AS reports,
  COALESCE(story_summaries.actors, 0) AS actors, COALESCE(story_summaries.countries, 0) AS countries,
  COALESCE(story_summaries.organisations, 0) AS organisations
FROM stories LEFT JOIN story_summaries ON story_summaries.story = stories.id;
