/** Commands about sources, and the file that lists them. */
package rejoinder.app.source;
