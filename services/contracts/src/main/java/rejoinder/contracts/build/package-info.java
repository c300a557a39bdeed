/** What has been rebuilt from the documents, and which build is live. */
package rejoinder.contracts.build;
