/** The executable: the command line, and the services wired into one process or run apart. */
package rejoinder.app;
