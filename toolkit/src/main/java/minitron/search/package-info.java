/** Architectures without weights: what a config alone says of a model. */
package minitron.search;
