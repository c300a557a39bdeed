/** One command a service, for running them apart. */
package rejoinder.app.service;
