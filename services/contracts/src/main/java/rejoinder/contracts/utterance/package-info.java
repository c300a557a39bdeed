/** What was said once, with its reports. */
package rejoinder.contracts.utterance;
