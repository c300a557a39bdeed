-- Times are epoch milliseconds UTC; json is the record's value as it stood in the topic.

CREATE TABLE stories (
  id TEXT NOT NULL PRIMARY KEY,
  title TEXT NOT NULL,
  trigger_actor TEXT NOT NULL,
  trigger_at BIGINT NOT NULL,
  json TEXT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- One row a version of a reaction; it holds from valid_from until valid_to, or still where valid_to is null.
CREATE TABLE reactions (
  story TEXT NOT NULL,
  utterance TEXT NOT NULL,
  log_partition INTEGER NOT NULL,
  log_offset BIGINT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT,
  id TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  represents TEXT NOT NULL,
  represents_kind TEXT NOT NULL,
  role TEXT,
  rank INTEGER NOT NULL,
  stance TEXT NOT NULL,
  said_at BIGINT NOT NULL,
  lag_seconds BIGINT NOT NULL,
  language TEXT,
  text TEXT NOT NULL,
  report_count INTEGER NOT NULL,
  outlet_count INTEGER NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (story, utterance, log_partition, log_offset)
);

CREATE INDEX reactions_now ON reactions (story, said_at DESC, id) WHERE valid_to IS NULL;
CREATE INDEX reactions_now_by_actor ON reactions (story, actor_id) WHERE valid_to IS NULL;
CREATE INDEX reactions_now_by_represents ON reactions (story, represents) WHERE valid_to IS NULL;
CREATE INDEX reactions_now_by_stance ON reactions (story, stance) WHERE valid_to IS NULL;
CREATE INDEX reactions_as_of ON reactions (story, valid_from, valid_to);

CREATE VIEW current_reactions AS SELECT * FROM reactions WHERE valid_to IS NULL;

CREATE TABLE actor_summaries (
  story TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  represents TEXT NOT NULL,
  represents_kind TEXT NOT NULL,
  rank INTEGER NOT NULL,
  stance TEXT NOT NULL,
  reactions BIGINT NOT NULL,
  reports BIGINT NOT NULL,
  first_said_at BIGINT NOT NULL,
  latest_said_at BIGINT NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (story, actor_id)
);

CREATE TABLE country_summaries (
  story TEXT NOT NULL,
  represents TEXT NOT NULL,
  represents_kind TEXT NOT NULL,
  represents_name TEXT NOT NULL,
  official_stance TEXT NOT NULL,
  official_actor TEXT NOT NULL,
  reactions BIGINT NOT NULL,
  reports BIGINT NOT NULL,
  actors BIGINT NOT NULL,
  dissenters BIGINT NOT NULL,
  first_said_at BIGINT NOT NULL,
  latest_said_at BIGINT NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (story, represents)
);

CREATE TABLE story_summaries (
  story TEXT NOT NULL PRIMARY KEY,
  reactions BIGINT NOT NULL,
  reports BIGINT NOT NULL,
  actors BIGINT NOT NULL,
  countries BIGINT NOT NULL,
  organisations BIGINT NOT NULL,
  json TEXT NOT NULL
);

-- How far each topic has been written here, in the same transaction as the rows.
CREATE TABLE topic_offsets (
  topic TEXT NOT NULL,
  log_partition INTEGER NOT NULL,
  next_offset BIGINT NOT NULL,
  PRIMARY KEY (topic, log_partition)
);

-- Names this database among those that are filled from the same log; one row.
CREATE TABLE sink_identity (
  singleton INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
  id TEXT NOT NULL
);
