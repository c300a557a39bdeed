/** Tells addresses of other people of what rules ask for. */
package rejoinder.gateway.webhook;
