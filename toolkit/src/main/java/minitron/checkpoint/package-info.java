/**
 * Safetensors files and folders in Hugging Face layout: weights that are loaded when needed,
 * element types, and writers that give the same bytes as the Rust library and transformers.
 *
 * <p>Imports io and tensor.
 */
package minitron.checkpoint;
