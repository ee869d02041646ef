/** DJL, its lifetimes, and libtorch's fused kernels. */
package minitron.tensor;
