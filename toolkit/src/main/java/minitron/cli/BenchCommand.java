package minitron.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import minitron.Checkpoint;
import minitron.Harness;
import minitron.Items;
import minitron.Tasks;
import minitron.bench.Bench;
import minitron.bench.BenchModels;
import minitron.bench.BenchResults;
import minitron.bench.BenchTraining;
import minitron.bench.Calls;
import minitron.bench.StageBench;
import minitron.bench.Timing;
import minitron.eval.run.EvaluateOptions;
import minitron.model.CausalLm;
import minitron.model.TokenBatch;
import minitron.tensor.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "bench",
    description = {
      "Time one piece of work: warm-ups, timed calls, one line of JSON.",
      "roofline and growth measure many, and write tables and plots to a folder."
    })
final class BenchCommand implements Callable<Integer> {
  /** What can be timed. */
  enum Work {
    SCORE,
    FORWARD,
    DISTILL,
    CALIBRATE,
    SWEEP,
    TRAIN,
    TUNE,
    GENERATE,
    START,
    HARNESS,
    ROOFLINE,
    GROWTH
  }

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "WORK", description = "${COMPLETION-CANDIDATES}, in any case.")
  Work work;

  @Option(
      names = "--teacher",
      paramLabel = "DIR",
      description =
          "The checkpoint; train, tune: the model that is trained; roofline: random weights without it.")
  String teacher;

  @Option(
      names = "--student",
      paramLabel = "DIR",
      description = "The student of distill; tune: one that learns from the teacher instead.")
  String student;

  @Option(
      names = "--batch",
      defaultValue = "8",
      paramLabel = "N",
      description = "Samples; ${DEFAULT-VALUE}.")
  int batch;

  @Option(
      names = "--length",
      defaultValue = "256",
      paramLabel = "N",
      description = "Tokens; ${DEFAULT-VALUE}.")
  int length;

  @Option(
      names = "--dtype",
      defaultValue = "f32",
      paramLabel = "f32|bf16",
      description = "What matrix products are computed in; ${DEFAULT-VALUE}.")
  String dtype;

  @Mixin MemoryFlags memory;

  @Option(
      names = "--sizes",
      defaultValue = "2",
      split = ",",
      paramLabel = "N",
      description = "sweep: layers removed at a time; ${DEFAULT-VALUE}.")
  int[] sizes;

  @Option(
      names = "--steps",
      defaultValue = "300",
      paramLabel = "N",
      description = "train: ${DEFAULT-VALUE}.")
  int steps;

  @Option(
      names = "--warm-ups",
      defaultValue = "2",
      paramLabel = "N",
      description = "Calls before those that count; ${DEFAULT-VALUE}.")
  int warmUps;

  @Option(
      names = "--calls",
      defaultValue = "5",
      paramLabel = "N",
      description = "Calls that count; ${DEFAULT-VALUE}.")
  int timedCalls;

  @Option(
      names = "--prompt",
      defaultValue = "64",
      paramLabel = "N",
      description = "generate: its tokens; tune: those not supervised; ${DEFAULT-VALUE}.")
  int prompt;

  @Option(
      names = "--new",
      defaultValue = "128",
      paramLabel = "N",
      description = "generate: tokens to write; ${DEFAULT-VALUE}.")
  int more;

  @Option(names = "--out", paramLabel = "DIR", description = "roofline, growth: where they write.")
  Path out;

  @Option(names = "--task", paramLabel = "NAME=SHOTS", description = "harness: a task.")
  String task;

  @Option(names = "--data", paramLabel = "DIR", description = "harness: its documents.")
  String data;

  @Option(names = "--limit", paramLabel = "N|0.2", description = "harness: the first documents.")
  Double limit;

  @Override
  public Integer call() {
    var calls = new Calls(warmUps, timedCalls);
    switch (work) {
      case ROOFLINE -> roofline(calls);
      case GROWTH -> results().growth(calls);
      default -> System.out.println(timed(calls));
    }
    return 0;
  }

  private Object timed(Calls calls) {
    if (teacher == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--teacher=DIR'");
    }
    Precision precision = Precision.of(dtype);
    var bench = new Bench(calls);
    try (CausalLm model = Checkpoint.load(teacher)) {
      TokenBatch tokens = Bench.tokens(model, batch, length);
      return switch (work) {
        case SCORE -> bench.score(model, tokens, precision);
        case FORWARD -> bench.forward(model, tokens, precision);
        case CALIBRATE -> bench.calibrate(model, tokens);
        case SWEEP -> bench.sweep(model, tokens, sizes);
        case TRAIN -> new BenchTraining(calls, memory::on).train(model, tokens, steps, precision);
        case TUNE -> tune(model, BenchTraining.conversations(tokens, prompt), calls, precision);
        case GENERATE -> bench.generate(model.computedIn(precision), batch, prompt, more);
        case DISTILL -> distill(model, tokens, calls, precision);
        case HARNESS -> harness(bench, model);
        default -> "{\"work\":\"start\",\"value\":" + Bench.firstLoss(model, length) + "}";
      };
    }
  }

  private void roofline(Calls calls) {
    try (CausalLm model = BenchModels.open(teacher, BenchModels.TEACHER);
        CausalLm small = BenchModels.open(student, BenchModels.student(model.config()))) {
      BenchResults results = results();
      var bench = new StageBench(calls, model, small, batch, length, prompt, more);
      results.roofline(bench.measure());
    }
  }

  private BenchResults results() {
    if (out == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--out=DIR'");
    }
    return new BenchResults(out, table -> System.out.println(table + "\n"));
  }

  private Timing tune(CausalLm model, TokenBatch talk, Calls calls, Precision precision) {
    return student == null
        ? new BenchTraining(calls, memory::on).tune(model, talk, precision)
        : distill(model, talk, calls, precision);
  }

  private Timing distill(CausalLm model, TokenBatch tokens, Calls calls, Precision precision) {
    if (student == null) {
      throw new IllegalArgumentException("distill needs --student DIR beside the teacher.");
    }
    try (CausalLm small = Checkpoint.load(student)) {
      return new BenchTraining(calls, memory::on).distill(model, small, tokens, precision);
    }
  }

  private Timing harness(Bench bench, CausalLm model) {
    if (task == null || data == null) {
      throw new IllegalArgumentException(
          "harness needs --task NAME=SHOTS, as hellaswag=10, and --data DIR.");
    }
    EvaluateOptions options = Harness.options();
    options = limit == null ? options : options.limit(limit);
    return bench.harness(model, Items.folder(data), options, Tasks.parse(task));
  }
}
