/** The round-up an editor would paste into an article. */
package rejoinder.gateway.roundup;
