package minitron.tinyworld.words;

/**
 * Which facts are held out, i.e. are in no story. A fact is a pair of nouns, e.g. ring and box in
 * "The ring is in the box.". A quarter of all pairs is held out, the same for every register and
 * seed, and evaluation items use only these.
 */
public final class HeldOut {
  private static final int ONE_OF = 4;

  private HeldOut() {}

  /** Whether a pair is held out. */
  public static boolean pair(String subject, String object) {
    // String.hashCode is fixed by the Java language; the multiplications spread its low bits.
    int mixed = (subject.hashCode() * 0x9E3779B1 + object.hashCode()) * 0x85EBCA6B;
    return Integer.remainderUnsigned(mixed ^ (mixed >>> 15), ONE_OF) == 0;
  }
}
