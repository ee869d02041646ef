package minitron.tinyworld.talk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Exercises on held-out pairs as the data sets of four benchmarks have them. */
public final class TalkRows {
  private static final Talks ASKED = new Talks(true, 61);
  private static final int IFEVAL = 200;
  private static final int BFCL = 200;
  private static final int CHATRAG = 160;
  private static final int MT_BENCH = 100;

  private TalkRows() {}

  /** The makers of rows by data set and split. */
  public static Map<String, Supplier<List<?>>> all() {
    Map<String, Supplier<List<?>>> splits = new TreeMap<>();
    splits.put("ifeval/tinyworld", () -> rows("ifeval", IFEVAL));
    splits.put("bfcl/tinyworld", () -> rows("bfcl", BFCL));
    splits.put("bfcl/possible_answer_tinyworld", () -> right("bfcl", BFCL));
    splits.put("chatrag/tinyworld/test", () -> rows("chatrag", CHATRAG));
    splits.put("mt_bench/tinyworld", () -> rows("mt_bench", MT_BENCH));
    // FastChat's name of the file; these answers are the world's own.
    splits.put("mt_bench/reference_answer/gpt-4", () -> right("mt_bench", MT_BENCH));
    splits.put("mt_bench/judge_prompts", JudgeRow::all);
    return splits;
  }

  private static List<?> rows(String skill, int number) {
    return ASKED.first(skill, number).stream().map(Exercise::row).toList();
  }

  private static List<?> right(String skill, int number) {
    return ASKED.first(skill, number).stream().flatMap(one -> one.right().stream()).toList();
  }
}
