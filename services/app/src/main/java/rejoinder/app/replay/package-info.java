/** Sends what a topic kept once more, in the order of a clock, to a file, a pipe or another topic. */
package rejoinder.app.replay;
