/** Documents made to be read: what tells a quiet kind of source from a broken one. */
package rejoinder.ingestor.canary;
