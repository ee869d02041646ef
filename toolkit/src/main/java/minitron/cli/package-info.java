/** The facades from a shell. */
package minitron.cli;
