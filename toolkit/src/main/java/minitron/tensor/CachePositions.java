package minitron.tensor;

import ai.djl.ndarray.NDArray;

/**
 * Where the new tokens of rows of a cache stand, for attention in every layer. R rows, T new tokens
 * of each, D channels of a head, N tokens (R and T flattened).
 *
 * @param cosRT1D cosines of every token's position
 * @param sinRT1D sines of every token's position
 * @param placesN where each goes in the cache, its rows and positions flattened
 * @param pastR how many tokens of each row are in the cache, int64
 * @param first the cache's row that the first row here is
 * @param seen how many positions the longest row then has
 * @param even whether every row has as many
 */
public record CachePositions(
    NDArray cosRT1D,
    NDArray sinRT1D,
    NDArray placesN,
    NDArray pastR,
    int first,
    int seen,
    boolean even) {}
