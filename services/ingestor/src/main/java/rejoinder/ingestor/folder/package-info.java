/** The drop folder: which files are new or changed, and what stands in them. */
package rejoinder.ingestor.folder;
