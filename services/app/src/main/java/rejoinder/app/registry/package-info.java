/** Making registries of officials from open data. */
package rejoinder.app.registry;
