package minitron.tinyworld.talk;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import minitron.tinyworld.words.Seeds;

/**
 * An endless stream of exercises, of the four skills in turn. Each depends only on the seed and its
 * number.
 *
 * @param heldOut whether they are about held-out pairs
 * @param seed the number of the stream
 */
public record Talks(boolean heldOut, long seed) {
  /** The benchmarks whose skills are asked. */
  public static final List<String> SKILLS = List.of("ifeval", "bfcl", "chatrag", "mt_bench");

  /** An exercise of the stream. */
  public Exercise exercise(int number) {
    return exercise(SKILLS.get(number % SKILLS.size()), number / SKILLS.size());
  }

  /** An exercise of one skill. */
  public Exercise exercise(String skill, int number) {
    long seed = Seeds.mixed(this.seed * SKILLS.size() + SKILLS.indexOf(skill), number);
    Cast cast = Cast.of(heldOut, new Random(seed));
    return switch (skill) {
      case "ifeval" -> Orders.of(number, cast);
      case "bfcl" -> Calls.of(number, cast);
      case "chatrag" -> Passages.of(cast);
      case "mt_bench" -> Turns.of(number, cast);
      default ->
          throw new IllegalArgumentException(
              "TinyWorld has no conversations for \"" + skill + "\"; it has them for " + SKILLS);
    };
  }

  /** The first exercises of one skill. */
  public List<Exercise> first(String skill, int number) {
    return IntStream.range(0, number).mapToObj(i -> exercise(skill, i)).toList();
  }
}
