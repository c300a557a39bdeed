/** Creates, replaces and deletes stories. */
package rejoinder.gateway.story;
