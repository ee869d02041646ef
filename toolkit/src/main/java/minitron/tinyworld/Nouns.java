package minitron.tinyworld;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** The decks that one page of stories, or the items of one task, deal their nouns from. */
record Nouns(Deck containers, Deck small, Deck people, Deck places, Deck counted, Deck marks) {
  private static final int TRIES = 40;

  /** Fresh decks. */
  static Nouns of(Register register, Random random) {
    boolean reversed = register == Register.SHIFTED;
    return new Nouns(
        new Deck(Words.CONTAINERS, reversed, random),
        new Deck(Words.SMALL, reversed, random),
        new Deck(Words.PEOPLE, reversed, random),
        new Deck(Words.PLACES, reversed, random),
        new Deck(Words.COUNTED, reversed, random),
        new Deck(Words.MARKS, reversed, random));
  }

  /** The next noun that is fit; the others go under the deck. Empty if none seems to be. */
  static Optional<String> deal(Deck deck, Predicate<String> fit) {
    List<String> unfit = new ArrayList<>();
    Optional<String> dealt = Optional.empty();
    while (dealt.isEmpty() && unfit.size() < TRIES) {
      String card = deck.next();
      if (fit.test(card)) {
        dealt = Optional.of(card);
      } else {
        unfit.add(card);
      }
    }
    unfit.stream().distinct().forEach(deck::giveBack);
    return dealt;
  }
}
