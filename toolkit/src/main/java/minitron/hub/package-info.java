/**
 * Models from the Hugging Face hub, into the cache that huggingface_hub and the loader read. This
 * room alone speaks to the network, and only when a download is asked for.
 *
 * <p>Imports io, runs and checkpoint.
 */
package minitron.hub;
