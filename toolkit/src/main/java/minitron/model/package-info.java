/**
 * Language models of the Llama family: configuration, weights and forward pass.
 *
 * <p>Imports io, runs, tensor, checkpoint and text.
 */
package minitron.model;
