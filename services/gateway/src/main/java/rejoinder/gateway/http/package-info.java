/** What all HTTP answers share: problems, parameters, and who may ask. */
package rejoinder.gateway.http;
