/** All services in one process, with an embedded broker. */
package rejoinder.app.up;
