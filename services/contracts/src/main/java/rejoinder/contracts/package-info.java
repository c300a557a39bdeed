/** The words every service uses: who speaks, for whom, what was said and when. See {@code schemas/} for the same as JSON Schema. */
package rejoinder.contracts;
