/** From statements to utterances: which reports say the same words. */
package rejoinder.aggregator.utterance;
