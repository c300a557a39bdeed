/** The contracts, served beside what they describe. */
package rejoinder.gateway.contract;
