-- Where the log has the newest revision of each document; its text stays there.
CREATE TABLE documents (
  id TEXT NOT NULL PRIMARY KEY,
  revision INTEGER NOT NULL,
  log_partition INTEGER NOT NULL,
  log_offset BIGINT NOT NULL
);

-- An actor, a country and an utterance are looked up across all stories.
CREATE INDEX actor_summaries_by_actor ON actor_summaries (actor_id);
CREATE INDEX country_summaries_by_represents ON country_summaries (represents);
CREATE INDEX reactions_now_by_utterance ON reactions (utterance) WHERE valid_to IS NULL;
