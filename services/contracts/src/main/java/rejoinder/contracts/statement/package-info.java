/** Statements by officials, asserted and retracted. */
package rejoinder.contracts.statement;
