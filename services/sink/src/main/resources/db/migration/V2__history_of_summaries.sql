-- One row a version of a summary, as of reactions: it holds from valid_from until valid_to, or still where that is null.
CREATE TABLE summary_history (
  story TEXT NOT NULL,
  level TEXT NOT NULL,
  member TEXT NOT NULL,
  log_partition INTEGER NOT NULL,
  log_offset BIGINT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT,
  rank INTEGER NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (story, level, member, log_partition, log_offset)
);

CREATE INDEX summary_history_as_of ON summary_history (story, level, valid_from, valid_to);
-- Finds the version that holds, and when the last one ended, however many there have been.
CREATE INDEX summary_history_ends ON summary_history (story, level, member, valid_to);
