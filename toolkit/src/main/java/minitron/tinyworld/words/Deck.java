package minitron.tinyworld.words;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Deals nouns like cards, so that neighbouring stories do not use the same nouns. The frequent ones
 * of a register come first.
 */
public final class Deck {
  private static final int TRIES = 40;

  private final List<String> cards;
  private final boolean reversed;
  private final Random random;
  private final Deque<String> left = new ArrayDeque<>();

  /**
   * A deck.
   *
   * @param cards the most frequent first
   * @param reversed whether the last one is the most frequent instead
   */
  public Deck(List<String> cards, boolean reversed, Random random) {
    this.cards = cards;
    this.reversed = reversed;
    this.random = random;
  }

  /** The next noun; after the last one the deck is shuffled again. */
  public String next() {
    if (left.isEmpty()) {
      shuffle();
    }
    return left.pop();
  }

  /** The next noun that fits, or empty; those that do not fit go to the bottom of the deck. */
  public Optional<String> deal(Predicate<String> fits) {
    List<String> unfit = new ArrayList<>();
    Optional<String> dealt = Optional.empty();
    while (dealt.isEmpty() && unfit.size() < TRIES) {
      String card = next();
      if (fits.test(card)) {
        dealt = Optional.of(card);
      } else {
        unfit.add(card);
      }
    }
    unfit.stream().distinct().forEach(left::addLast);
    return dealt;
  }

  private record Place(String card, double key) {}

  /** Samples without replacement; a noun's weight falls with its rank. */
  private void shuffle() {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < cards.size(); i++) {
      int rank = reversed ? cards.size() - 1 - i : i;
      double weight = 1.0 / (rank + 10);
      places.add(new Place(cards.get(i), -Math.log(1 - random.nextDouble()) / weight));
    }
    places.sort(Comparator.comparingDouble(Place::key));
    places.forEach(place -> left.addLast(place.card));
  }
}
