/** Serves REST, Server-Sent Events, the push API, health, metrics and the live page. */
package rejoinder.gateway;
