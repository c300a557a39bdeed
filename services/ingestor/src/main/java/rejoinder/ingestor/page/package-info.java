/** Pages for people: articles, and the lists that lead to them. */
package rejoinder.ingestor.page;
