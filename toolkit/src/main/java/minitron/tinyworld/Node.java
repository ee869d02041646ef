package minitron.tinyworld;

/**
 * A noun of a story and what holds for it.
 *
 * @param name the noun
 * @param depth how many links lead from it to a fact stated outright
 * @param answer what follows for it: a place, a person, {@code big}, {@code more} …
 * @param number how many are drawn on it, as {@code 5 dots}; else empty
 */
record Node(String name, int depth, String answer, String number) {}
