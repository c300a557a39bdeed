/** The bundled demo story: real reactions to a real remark, as press-review articles. */
package rejoinder.app.demo;
