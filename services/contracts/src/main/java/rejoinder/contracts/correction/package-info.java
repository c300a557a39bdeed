/** What editors set right by hand: events like any other. */
package rejoinder.contracts.correction;
