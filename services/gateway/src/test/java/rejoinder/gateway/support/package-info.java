/** What the tests share: data of a world that does not exist, its database, and a running gateway. */
package rejoinder.gateway.support;
