/**
 * What a run has done so far, in a folder, so that it can go on with the same bits: its steps, its
 * looks at held-out text, its weights and its optimiser.
 */
package minitron.train.state;
