package minitron.tinyworld;

/**
 * Which facts no story ever tells. A fact is a pair of nouns, such as ring and box in "The ring is
 * in the box."; a quarter of all pairs is held out, whatever the register and the seed, and items
 * are made of these alone.
 */
final class HeldOut {
  private static final int ONE_OF = 4;

  private HeldOut() {}

  /** Whether the pair is kept from the stories. */
  static boolean pair(String subject, String object) {
    // String.hashCode is fixed by the Java language; the multiplications spread its low bits.
    int mixed = (subject.hashCode() * 0x9E3779B1 + object.hashCode()) * 0x85EBCA6B;
    return Integer.remainderUnsigned(mixed ^ (mixed >>> 15), ONE_OF) == 0;
  }
}
