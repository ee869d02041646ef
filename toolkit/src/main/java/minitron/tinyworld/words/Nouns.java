package minitron.tinyworld.words;

import java.util.List;
import java.util.Random;

/**
 * The nouns of TinyWorld, and their decks for one page of stories or for the items of one task. The
 * nouns are short, so that each is one token of a small vocabulary.
 */
public record Nouns(
    Deck containers, Deck small, Deck people, Deck places, Deck counted, Deck marks) {
  /** What can hold something. */
  public static final List<String> CONTAINERS =
      words(
          "box bag cup jar pot tin can case sack pail tub vase bowl crate chest trunk purse mug tray urn");

  /** What cannot hold anything. */
  public static final List<String> SMALL =
      words("key coin ring ball doll pen bell fan map hat cap comb");

  /** People. */
  public static final List<String> PEOPLE =
      words("Ann Bob Tom Sue Max Eva Leo Mia Sam Zoe Ben Amy Dan Ida");

  /** Where things are. */
  public static final List<String> PLACES =
      words("Rome Oslo Lima Bonn Paris Cairo Delhi Tokyo Dublin Berlin");

  /** What people count. */
  public static final List<String> COUNTED = words("nuts plums pins figs");

  /** What is drawn on things. */
  public static final List<String> MARKS = words("dots lines stars spots");

  /** Fresh decks. */
  public static Nouns of(Register register, Random random) {
    boolean reversed = register == Register.SHIFTED;
    return new Nouns(
        new Deck(CONTAINERS, reversed, random),
        new Deck(SMALL, reversed, random),
        new Deck(PEOPLE, reversed, random),
        new Deck(PLACES, reversed, random),
        new Deck(COUNTED, reversed, random),
        new Deck(MARKS, reversed, random));
  }

  private static List<String> words(String line) {
    return List.of(line.split(" "));
  }
}
