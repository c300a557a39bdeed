/** JSON as the contracts write it, and what validates it. */
package rejoinder.contracts.json;
