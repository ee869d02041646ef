package minitron.tinyworld;

/**
 * A noun of a story and what is true of it.
 *
 * @param name the noun
 * @param depth how many links lead from it to a stated fact
 * @param answer what is true of it: a place, a person, {@code big}, {@code more} …
 * @param number how many are drawn on it, e.g. {@code 5 dots}; else empty
 */
record Node(String name, int depth, String answer, String number) {}
