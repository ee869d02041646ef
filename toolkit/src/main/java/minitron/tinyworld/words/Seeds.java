package minitron.tinyworld.words;

/** Seeds for many streams of random numbers that have nothing in common. */
public final class Seeds {
  private Seeds() {}

  /** The seed of a numbered part of a stream. */
  public static long mixed(long seed, long number) {
    // Neighbouring seeds of java.util.Random start alike; the last step of SplitMix64 mixes them.
    long z = seed * 0x9E3779B97F4A7C15L + number;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
