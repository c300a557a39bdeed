/** Which addresses of other people may be asked. */
package rejoinder.contracts.net;
