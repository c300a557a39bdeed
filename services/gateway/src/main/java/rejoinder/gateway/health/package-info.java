/** Whether the gateway and what it needs are alive, and its figures. */
package rejoinder.gateway.health;
