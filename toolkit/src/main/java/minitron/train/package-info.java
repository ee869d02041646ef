/** Teacher correction and distillation. */
package minitron.train;
