/** Records as rows of tables, for those who analyse them elsewhere. */
package rejoinder.contracts.table;
