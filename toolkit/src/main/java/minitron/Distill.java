package minitron;

import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import minitron.model.CausalLm;
import minitron.model.ModelConfig;
import minitron.search.DistillCost;
import minitron.stage.ConversationMaterial;
import minitron.stage.Material;
import minitron.stage.MemoryCheck;
import minitron.stage.TextMaterial;
import minitron.stage.Training;
import minitron.text.TokenCorpus;
import minitron.text.chat.rows.Conversations;
import minitron.train.CorrectingTeacher;
import minitron.train.ForwardKl;
import minitron.train.Identity;
import minitron.train.Run;
import minitron.train.Schedule;
import minitron.train.TrainOptions;

/**
 * Distillation: the pruned model learns to give the teacher's next-token probabilities, by forward
 * KL on the logits alone (the paper's step 2).
 */
public final class Distill {
  private Distill() {}

  /** The paper's learning rates on a desk's number of tokens; {@code .tokens(n)} and so on. */
  public static TrainOptions options() {
    return TrainOptions.DEFAULT;
  }

  /**
   * The arithmetic of a distillation, known without weights, and how long it takes where.
   *
   * @param options how many tokens, and how many in a sample
   */
  public static DistillCost cost(ModelConfig teacher, ModelConfig student, TrainOptions options) {
    return DistillCost.of(teacher, student, options.tokens(), options.length());
  }

  /**
   * Distils a teacher into a student; both stay as they are, the run has the new model.
   *
   * @throws IllegalArgumentException if their logits have different widths
   */
  public static Run run(
      CausalLm teacher, CausalLm student, TokenCorpus corpus, TrainOptions options) {
    return together(teacher, corpus, options, student).get(0);
  }

  /**
   * Distils a teacher into a student on conversations: their divergence at the tokens that {@link
   * Tune} would learn, the supervised ones. So a pruned model takes over what an aligned teacher
   * has learnt to answer.
   *
   * @param options such as {@code Tune.options()}
   * @throws IllegalArgumentException if their logits have different widths, or the mean of means is
   *     asked for, which is a loss of tuning
   */
  public static Run run(
      CausalLm teacher, CausalLm student, Conversations conversations, TrainOptions options) {
    return together(teacher, conversations, options, student).get(0);
  }

  /**
   * Distils a teacher into several students at once, which costs the teacher's part only once. Each
   * run is, bit for bit, what {@link #run} would give; the runs stand in the students' order. With
   * {@code checkpoint(folder)} each has its training states in {@code folder/1} and so on.
   *
   * @throws IllegalArgumentException if their logits have different widths, or there is no student
   */
  public static List<Run> together(
      CausalLm teacher, TokenCorpus corpus, TrainOptions options, CausalLm... students) {
    return together(teacher, new TextMaterial(corpus), options, students);
  }

  /**
   * The same on conversations, at their supervised tokens.
   *
   * @throws IllegalArgumentException as the others do
   */
  public static List<Run> together(
      CausalLm teacher, Conversations conversations, TrainOptions options, CausalLm... students) {
    if (options.tuning().meanOfMeans()) {
      throw new IllegalArgumentException(
          "The mean of means is a loss of Tune.run; the divergence is a mean over all supervised tokens: leave meanOfMeans() out.");
    }
    return together(teacher, new ConversationMaterial(conversations), options, students);
  }

  private static List<Run> together(
      CausalLm teacher, Material material, TrainOptions options, CausalLm... students) {
    if (students.length == 0) {
      throw new IllegalArgumentException(
          "Nobody learns: name at least one student after the options.");
    }
    return together(
        teacher, material, Collections.nCopies(students.length, options), List.of(students));
  }

  /**
   * Distils a teacher into one student in several ways: with other learning rates, or batches. Ways
   * that read the same batches go together, which costs the teacher's part only once. Each run is,
   * bit for bit, what {@link #run} would give; the runs stand in the order of the ways, and equal
   * ways are one run.
   *
   * @throws IllegalArgumentException if the logits have different widths, or there is no way, or
   *     one has training states
   */
  public static List<Run> each(
      CausalLm teacher, CausalLm student, TokenCorpus corpus, List<TrainOptions> ways) {
    if (ways.isEmpty()) {
      throw new IllegalArgumentException("There are no options: give at least one way to train.");
    }
    if (ways.stream().anyMatch(way -> way.checkpoints().isPresent())) {
      throw new IllegalArgumentException(
          "One of the ways has training states, which a run has for itself: leave checkpoint(…) out, or use Distill.run.");
    }
    Map<TrainOptions, Run> done = new HashMap<>();
    for (TrainOptions way : ways) {
      if (!done.containsKey(way)) {
        List<?> read = read(way);
        List<TrainOptions> same =
            ways.stream().distinct().filter(other -> read(other).equals(read)).toList();
        List<CausalLm> students = Collections.nCopies(same.size(), student);
        Iterator<Run> runs = together(teacher, new TextMaterial(corpus), same, students).iterator();
        same.forEach(each -> done.put(each, runs.next()));
      }
    }
    return ways.stream().map(done::get).toList();
  }

  /** What decides which batches are read, and how exactly. */
  private static List<?> read(TrainOptions way) {
    return List.of(
        way.tokens(),
        way.batch(),
        way.atOnce(),
        way.length(),
        way.seed(),
        way.backprop().precision());
  }

  private static List<Run> together(
      CausalLm teacher, Material material, List<TrainOptions> options, List<CausalLm> students) {
    ModelConfig[] configs = students.stream().map(CausalLm::config).toArray(ModelConfig[]::new);
    var from = Map.of("teacher", Training.known(teacher, options.get(0)));
    try (var objective = new ForwardKl(teacher.decoder(), configs)) {
      return Training.together("Distillation", from, students, objective, material, options);
    }
  }

  /**
   * Distils from a teacher that is corrected while it teaches (Figure 7 of the paper).
   *
   * @param correction the teacher's own learning rates, warm-up and AdamW; all else is as in the
   *     distillation
   * @throws IllegalArgumentException if their logits have different widths, or the correction asks
   *     for anything else
   */
  public static Run whileCorrecting(
      CausalLm teacher,
      CausalLm student,
      TokenCorpus corpus,
      TrainOptions options,
      TrainOptions correction) {
    TrainOptions alongside = alongside(options, correction);
    MemoryCheck.of("Distillation", List.of(teacher.config(), student.config()), options);
    try (var objective = new CorrectingTeacher(teacher, student.config(), alongside)) {
      Map<String, String> from = new LinkedHashMap<>();
      from.put("teacher", Training.known(teacher, options));
      Identity.of(alongside, Map.of())
          .forEach((name, value) -> from.put("correction's " + name, value));
      return Training.run(
          "Distillation", from, student, objective, new TextMaterial(corpus), options);
    }
  }

  /** The correction step by step with the distillation; refuses what it cannot have for itself. */
  private static TrainOptions alongside(TrainOptions options, TrainOptions correction) {
    shared("tokens", TrainOptions::tokens, options, correction);
    shared("batch", TrainOptions::batch, options, correction);
    shared("length", TrainOptions::length, options, correction);
    shared("seed", TrainOptions::seed, options, correction);
    shared("precision", all -> all.backprop().precision(), options, correction);
    shared("micro-batch", TrainOptions::atOnce, options, correction);
    shared("storage", TrainOptions::storage, options, correction);
    shared("checkpoints", TrainOptions::checkpoints, options, correction);
    Schedule own = correction.schedule();
    return options
        .learningRate(own.peak())
        .minLearningRate(own.minimum())
        .warmUp(own.warmUp())
        .adam(correction.adam());
  }

  private static void shared(
      String what, Function<TrainOptions, ?> value, TrainOptions options, TrainOptions correction) {
    Object given = value.apply(correction);
    if (!given.equals(value.apply(options)) && !given.equals(value.apply(TrainOptions.DEFAULT))) {
      throw new IllegalArgumentException(
          "The correction's %s is %s, but it goes step by step with the distillation, whose %s is %s: leave it out; learning rates, warm-up and AdamW are its own."
              .formatted(what, given, what, value.apply(options)));
    }
  }
}
