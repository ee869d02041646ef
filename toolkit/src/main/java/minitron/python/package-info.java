/**
 * Python's values and texts, where the programs that are followed here are Python: what {@code str}
 * and {@code repr} print, what {@code json} reads and writes, when two values are equal.
 *
 * <p>Values are Java's: null for None, {@link java.lang.Boolean}, {@link java.lang.Long} or {@link
 * java.math.BigInteger} for an int, {@link java.lang.Double}, {@link java.lang.String}, {@link
 * java.util.List} for a list, {@link minitron.python.Tuple}, {@link minitron.python.Complex},
 * {@link minitron.python.Bytes} and {@link java.util.Map} for a dict, in the order of its keys.
 *
 * <p>Imports io.
 */
package minitron.python;
