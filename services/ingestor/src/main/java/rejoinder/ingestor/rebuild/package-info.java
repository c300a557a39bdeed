/** Reads documents again, for a build of their own. */
package rejoinder.ingestor.rebuild;
