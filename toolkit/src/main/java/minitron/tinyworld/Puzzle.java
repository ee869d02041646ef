package minitron.tinyworld;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import minitron.report.Passage;
import minitron.report.Showable;
import minitron.text.Row;

/**
 * A Winogrande item of TinyWorld with its solution.
 *
 * @param kind what it is about: size, place …
 * @param links how many links lead from the answer to a stated fact
 * @param text some facts, and a sentence with a blank
 * @param options what may fill the blank
 * @param answer the right option
 * @param chain the facts that lead from the answer to the stated fact
 */
public record Puzzle(
    String kind, int links, String text, List<String> options, String answer, List<String> chain)
    implements Showable {

  /** Several puzzles. */
  public record Several(List<Puzzle> puzzles) implements Showable {
    @Override
    public List<?> parts() {
      return puzzles;
    }

    @Override
    public String toString() {
      return puzzles.stream().map(Puzzle::toString).collect(Collectors.joining("\n\n"));
    }
  }

  /** The puzzle of a row of the data set, with its solution. */
  public static Puzzle of(Row row) {
    String text = row.text("sentence");
    List<String> options = List.of(row.text("option1"), row.text("option2"));
    String answer = options.get(Integer.parseInt(row.text("answer")) - 1);
    List<String> facts = new ArrayList<>(Arrays.asList(text.split("(?<=[.;,]) ", -1)));
    facts.removeIf(fact -> fact.contains("_"));
    int links = row.whole("depth");
    return new Puzzle(row.text("kind"), links, text, options, answer, chain(answer, links, facts));
  }

  /** Goes from the answer to the last word of a fact about it, and on from there. */
  private static List<String> chain(String answer, int links, List<String> facts) {
    List<String> left = new ArrayList<>(facts);
    List<String> chain = new ArrayList<>();
    String noun = answer;
    while (chain.size() <= links) {
      String about = noun;
      Optional<String> next =
          left.stream()
              .filter(fact -> mentions(fact, about) && !last(fact).equals(about))
              .findFirst()
              // The smaller of two stands at the end of the fact that tells of both.
              .or(() -> left.stream().filter(fact -> last(fact).equals(about)).findFirst());
      if (next.isEmpty()) {
        break;
      }
      chain.add(next.get());
      left.remove(next.get());
      noun = last(next.get());
    }
    return List.copyOf(chain);
  }

  private static boolean mentions(String fact, String noun) {
    return List.of(fact.split("[^A-Za-z0-9]+", -1)).contains(noun);
  }

  private static String last(String fact) {
    String[] words = fact.replaceAll("[^A-Za-z0-9 ]", "").strip().split(" ", -1);
    return words[words.length - 1];
  }

  @Override
  public List<?> parts() {
    String head = kind + ", " + links + (links == 1 ? " link" : " links") + "\n";
    String question = "\n" + String.join(" or ", options) + "?";
    String solution = answer + ", because: " + String.join(" ", chain);
    return List.of(new Passage(head, text + question, solution));
  }

  @Override
  public String toString() {
    return String.valueOf(parts().get(0));
  }
}
