/** A story's newest reactions as a feed. */
package rejoinder.gateway.feed;
