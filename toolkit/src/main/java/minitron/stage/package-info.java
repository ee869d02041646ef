/**
 * What the facades of several stages share: training that is watched, kept and resumed; the sweep
 * over blocks of layers; the search for an architecture; and how results were made.
 */
package minitron.stage;
