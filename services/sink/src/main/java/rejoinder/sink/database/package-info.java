/** The database: connecting, migrating, and writing changes and offsets in one transaction. */
package rejoinder.sink.database;
