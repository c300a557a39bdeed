/** Reads from the database that the sink writes. */
package rejoinder.gateway.read;
