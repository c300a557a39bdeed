/** Live changes as Server-Sent Events, each once and without a gap. */
package rejoinder.gateway.stream;
