/** Utterances that answer a story. */
package rejoinder.contracts.reaction;
