/** What a record of a topic changes in the database. */
package rejoinder.sink.change;
