/** Our numbers against those of another program. */
package minitron.conformance;
