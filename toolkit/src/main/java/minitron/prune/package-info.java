/** What matters in a model, and models with less of it: width and depth. */
package minitron.prune;
