/**
 * DJL, its lifetimes, and libtorch's fused kernels.
 *
 * <p>Imports runs.
 */
package minitron.tensor;
