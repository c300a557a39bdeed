/** Reads everything again into a build of its own, says what would change, switches over, and removes it. */
package rejoinder.app.rebuild;
