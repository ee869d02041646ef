package minitron;

import java.util.List;
import java.util.stream.Stream;
import minitron.eval.task.Benchmark;
import minitron.eval.tasks.Catalog;
import minitron.model.CausalLm;
import minitron.report.Passage;
import minitron.text.Row;
import minitron.text.chat.Message;
import minitron.text.chat.rows.Conversations;
import minitron.tinyworld.Puzzle;
import minitron.tinyworld.Stories;
import minitron.tinyworld.TinyCurve;
import minitron.tinyworld.TinyScores;
import minitron.tinyworld.TinyTeacher;
import minitron.tinyworld.TinyWorld;
import minitron.tinyworld.words.Register;
import minitron.train.Run;

/** TinyWorld: its stories, puzzles about them, and how its teacher was trained. */
public final class World {
  private World() {}

  /** The first page of stories that a teacher of this register is trained on. */
  public static Passage stories(String register) {
    String page = new Stories(Register.of(register), TinyWorld.TRAINING_SEED).page(0);
    return new Passage("", page.strip(), "register " + register);
  }

  /**
   * Conversations to tune a model on, in its tokens: a quarter each with instructions, functions,
   * passages and second questions. None of them has a pair of nouns that items ask about.
   *
   * <pre>{@code
   * var run = Tune.run(teacher, World.conversations(3_000, teacher), Tune.options().learningRate(1e-3).batch(4));
   * }</pre>
   *
   * @param number how many; the same number gives the same ones
   * @throws IllegalArgumentException if the model has no chat template
   */
  public static Conversations conversations(int number, CausalLm model) {
    return TinyWorld.conversations(model.tokenizer(), number);
  }

  /**
   * One of these conversations, counted from 0: {@code
   * Chat.of(teacher).read(World.conversation(0))} shows it as the teacher reads it.
   */
  public static Message[] conversation(int number) {
    return TinyWorld.conversation(number).messages().toArray(Message[]::new);
  }

  /**
   * Table 2's four benchmarks on TinyWorld, with their checkers and prompts that fit a window of
   * 256 tokens: {@code Harness.evaluate(model, Items.tinyWorld(), Harness.options().chat(),
   * World.talkTasks())}.
   */
  public static Benchmark[] talkTasks() {
    return Stream.of("ifeval", "bfcl", "chatrag", "mt_bench")
        .map(name -> Catalog.benchmark("tinyworld_" + name, 0))
        .toArray(Benchmark[]::new);
  }

  /** Winogrande items with so many links, one of each kind, with their solutions. */
  public static Puzzle.Several puzzles(int links) {
    List<Row> rows = TinyWorld.items().split("winogrande", "validation").rows();
    List<String> kinds = rows.stream().map(row -> row.text("kind")).distinct().toList();
    List<Puzzle> puzzles =
        kinds.stream()
            .flatMap(
                kind ->
                    rows.stream()
                        .filter(row -> row.text("kind").equals(kind) && row.whole("depth") == links)
                        .limit(1))
            .map(Puzzle::of)
            .toList();
    if (puzzles.isEmpty()) {
      throw new IllegalArgumentException(
          "No puzzle has " + links + " links: allowed are " + links(rows) + ".");
    }
    return new Puzzle.Several(puzzles);
  }

  private static String links(List<Row> rows) {
    var numbers = rows.stream().mapToInt(row -> row.whole("depth")).summaryStatistics();
    return numbers.getMin() + " to " + numbers.getMax();
  }

  /**
   * The first steps of the teacher's training, exactly as in the full training.
   *
   * @param tokenizer the folder of its tokenizer
   */
  public static Run firstSteps(String tokenizer, long steps) {
    return TinyTeacher.start(tokenizer, steps);
  }

  /** The training curve of these steps, with a point for every hundred of them. */
  public static TinyCurve curve(Run firstSteps) {
    return TinyCurve.of(firstSteps);
  }

  /** The training curve that is recorded beside a teacher. */
  public static TinyCurve recorded(String teacher) {
    return TinyCurve.read(teacher);
  }

  /** Accuracy on Winogrande by kind and by the number of links, with so many shots. */
  public static TinyScores scores(CausalLm model, int shots) {
    return TinyScores.of(model, shots);
  }
}
