/** Files of GDELT: articles with the quotations found in them. */
package rejoinder.ingestor.gdelt;
