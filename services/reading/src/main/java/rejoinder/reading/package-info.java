/** Document in, statements out: attributions, their speakers, and stance toward a trigger event. */
package rejoinder.reading;
