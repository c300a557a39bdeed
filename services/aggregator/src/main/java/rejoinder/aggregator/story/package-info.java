/** From utterances to reactions: which story they answer, and with what stance. */
package rejoinder.aggregator.story;
