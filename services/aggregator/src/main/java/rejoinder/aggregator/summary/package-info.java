/** From reactions to summaries: per actor, per country or organisation, per story. */
package rejoinder.aggregator.summary;
