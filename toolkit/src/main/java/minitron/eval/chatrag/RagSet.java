package minitron.eval.chatrag;

import java.util.List;
import java.util.stream.Stream;

/**
 * A data set of ChatRAG-Bench.
 *
 * @param name as its scripts call it: {@code doqa_movies}
 * @param folder within the benchmark's
 * @param split the file's name without its ending
 * @param instruction how long an answer is to be
 * @param scoring how answers are judged
 */
public record RagSet(
    String name, String folder, String split, Instruction instruction, RagScoring scoring) {
  /** The three of DoQA, which count as one. */
  public static final List<RagSet> DOQA =
      Stream.of("cooking", "travel", "movies")
          .map(
              part ->
                  new RagSet(
                      "doqa_" + part,
                      "doqa",
                      "test_" + part,
                      Instruction.FULL,
                      RagScoring.F1_OR_NONE))
          .toList();

  /** The other nine. */
  public static final List<RagSet> SINGLE =
      List.of(
          of("doc2dial", "test", Instruction.FULL, RagScoring.F1),
          of("quac", "test", Instruction.FULL, RagScoring.F1_OR_NONE),
          of("qrecc", "test", Instruction.FULL, RagScoring.F1),
          of("topiocqa", "dev", Instruction.SHORT_OR_FULL, RagScoring.F1),
          of("inscit", "dev", Instruction.FULL, RagScoring.F1_OF_FOUND),
          of("coqa", "dev", Instruction.SHORT, RagScoring.F1),
          of("hybridial", "test", Instruction.FULL, RagScoring.F1),
          of("sqa", "test", Instruction.ITEMS, RagScoring.F1),
          of("convfinqa", "dev", Instruction.FULL, RagScoring.ACCURACY));

  private static RagSet of(String name, String split, Instruction how, RagScoring scoring) {
    return new RagSet(name, name, split, how, scoring);
  }

  /**
   * The set of a name.
   *
   * @throws IllegalArgumentException for any other name
   */
  public static RagSet named(String name) {
    return Stream.concat(SINGLE.stream(), DOQA.stream())
        .filter(set -> set.name.equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("ChatRAG-Bench has no data set \"" + name + "\"."));
  }
}
