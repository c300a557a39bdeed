/** What all commands share: options, how they report, and how they fail. */
package rejoinder.app.cli;
