/** Writes to topics and waits until what was written is committed; reads compacted ones. */
package rejoinder.gateway.log;
