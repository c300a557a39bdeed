package rejoinder.app.export;

/**
 * What a row is a version of. Of several under one key, which all stand in one partition, the one with the highest
 * offset counts.
 */
record Origin(String key, long offset) {}
