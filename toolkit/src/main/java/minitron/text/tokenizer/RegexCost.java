package minitron.text.tokenizer;

/**
 * What matching a piece of a regular expression may take.
 *
 * @param least characters of its shortest match
 * @param ways in which it matches at one place, but for its endless repetitions
 * @param loops endless repetitions after which the match can fail
 * @param last endless repetitions after which nothing has been able to fail yet
 * @param weight how large it is when its repeats are written out
 * @param assertion whether it can fail though it takes no character
 */
record RegexCost(int least, long ways, int loops, int last, long weight, boolean assertion) {
  static final int ENDLESS = Integer.MAX_VALUE;
  static final RegexCost NOTHING = new RegexCost(0, 1, 0, 0, 0, false);
  static final RegexCost CHARACTER = new RegexCost(1, 1, 0, 0, 1, false);
  static final RegexCost ASSERTION = new RegexCost(0, 1, 0, 0, 1, true);

  /** Whether it matches in one way at most. */
  boolean isFixed() {
    return ways == 1 && loops == 0 && last == 0;
  }

  /** This and then another. */
  RegexCost then(RegexCost next) {
    boolean fails = next.assertion || next.least > 0;
    return new RegexCost(
        Math.min(ENDLESS / 2, least + next.least),
        Math.min(ENDLESS, ways * next.ways),
        loops + next.loops + (fails ? last : 0),
        next.last + (fails ? 0 : last),
        weight + next.weight,
        false);
  }

  /** This or another. */
  RegexCost or(RegexCost other) {
    return new RegexCost(
        Math.min(least, other.least),
        ways + other.ways,
        Math.max(loops, other.loops),
        Math.max(last, other.last),
        weight + other.weight,
        false);
  }

  /** A group that looks and takes nothing. */
  RegexCost asAssertion() {
    return new RegexCost(0, 1, loops, 0, weight, true);
  }

  /**
   * This, repeated.
   *
   * @param mostWays more than these count as an endless repetition
   */
  RegexCost repeated(int leastTimes, int mostTimes, int mostWays) {
    boolean endless = mostTimes == ENDLESS;
    long times = endless ? 1 : mostTimes - leastTimes + 1L;
    boolean loop = endless || ways * times > mostWays;
    return new RegexCost(
        (int) Math.min(ENDLESS / 2, (long) least * leastTimes),
        loop ? 1 : ways * times,
        loops,
        last + (loop ? 1 : 0),
        weight * (endless ? leastTimes + 1L : Math.max(1, mostTimes)),
        false);
  }
}
