/**
 * A story as files for analysis: its reactions, the statements behind them and its summaries as CSV and Parquet, with
 * what every column means and what was asked.
 */
package rejoinder.app.export;
