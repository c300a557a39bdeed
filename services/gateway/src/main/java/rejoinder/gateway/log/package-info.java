/** Writes to topics, and waits until what was written is committed. */
package rejoinder.gateway.log;
