/** The tables, and how batches of records change them. */
package rejoinder.sink.database;
