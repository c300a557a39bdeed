/** The page that people watch. */
package rejoinder.gateway.page;
