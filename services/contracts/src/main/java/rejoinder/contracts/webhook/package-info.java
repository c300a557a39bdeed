/** Who is told of what by a request of ours, and how far that is. */
package rejoinder.contracts.webhook;
