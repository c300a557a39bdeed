/** What is reacted to. */
package rejoinder.contracts.story;
