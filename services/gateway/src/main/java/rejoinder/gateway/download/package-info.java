/** A story's lists as files, whole. */
package rejoinder.gateway.download;
