/** The live state of a story, per actor, per country or organisation, and as a whole. */
package rejoinder.contracts.summary;
