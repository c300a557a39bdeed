/** The topics: names, what they hold, how they are kept and created. */
package rejoinder.contracts.topic;
