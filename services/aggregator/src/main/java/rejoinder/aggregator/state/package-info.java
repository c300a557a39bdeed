/** What the stores of several steps have in common. */
package rejoinder.aggregator.state;
