/** Reading documents by hand: what a reader finds, and why. */
package rejoinder.app.read;
