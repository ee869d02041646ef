package minitron.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import minitron.Corpus;
import minitron.Harness;
import minitron.Items;
import minitron.Tasks;
import minitron.eval.result.Evaluation;
import minitron.eval.result.EvaluationConfig;
import minitron.eval.result.Perplexity;
import minitron.eval.run.EvaluateOptions;
import minitron.eval.task.Benchmark;
import minitron.io.NewFile;
import minitron.io.Output;
import minitron.io.OwnOutput;
import minitron.model.CausalLm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "evaluate",
    description = "Score a model as lm-evaluation-harness does, or measure its perplexity.")
final class EvaluateCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      description = "A checkpoint folder, or org/name in the hub's cache.")
  String model;

  @Option(
      names = "--task",
      paramLabel = "NAME=SHOTS",
      arity = "1..*",
      parameterConsumer = TaskNames.class,
      description = "Tasks by the harness's names, e.g. winogrande=5; several are named in a row.")
  List<String> tasks = List.of();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "--task: documents, DIR/<dataset>/<split>.jsonl.")
  String data;

  @Option(
      names = "--limit",
      paramLabel = "N|0.2",
      description = "Only the first documents of each task: a number, or a fraction.")
  Double limit;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "--task: requests in a forward pass; ${DEFAULT-VALUE}.")
  int batch = 16;

  @Mixin WritingFlags writing;

  @Mixin JudgeFlags judging;

  @Mixin ReadingFlags reading;

  @Option(names = "--out", paramLabel = "FILE", description = "Results as JSON, with every sample.")
  Path out;

  @Option(
      names = "--resume",
      paramLabel = "FOLDER",
      description =
          "Keep every answer there at once, and go on from those of an earlier run with the same"
              + " weights and data.")
  String resume;

  @Option(
      names = "--apply-chat-template",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "FILE",
      description =
          "Ask through the model's chat template, or through that of a file: tasks in which the"
              + " model writes.")
  String chatTemplate;

  @Option(
      names = "--perplexity",
      paramLabel = "FILE",
      description =
          "Text of any kind that correct --corpus takes: its loss, nats a token, and its perplexity.")
  String perplexity;

  @Option(
      names = "--blocks",
      paramLabel = "N",
      description = "--perplexity: the text's first blocks; ${DEFAULT-VALUE}.")
  int blocks = 64;

  @Option(
      names = "--length",
      paramLabel = "N",
      description = "--perplexity: tokens a block; ${DEFAULT-VALUE}.")
  int length = 256;

  @Override
  public Integer call() {
    if (tasks.isEmpty() && perplexity == null) {
      throw new ParameterException(
          spec.commandLine(),
          "Nothing to evaluate: name a --task with --data, or a text with --perplexity");
    }
    if (!tasks.isEmpty() && data == null) {
      throw new ParameterException(
          spec.commandLine(), "--task needs --data DIR, the folder of its documents");
    }
    Benchmark[] wanted = tasks.stream().map(Tasks::parse).toArray(Benchmark[]::new);
    EvaluateOptions options = Harness.options().batch(batch);
    options = resume == null ? options : options.resume(resume);
    options = writing.apply(limit == null ? options : options.limit(limit));
    if (chatTemplate != null) {
      options = chatTemplate.isEmpty() ? options.chat() : options.chat(chatTemplate);
    }
    options = judging.apply(options, model);
    if (out != null && resume != null && own().finished(out)) {
      System.out.println(out + " is there already: the same call wrote it and came to its end.");
      return 0;
    }
    try (Output place = place();
        CausalLm loaded = reading.open(model)) {
      System.out.println(loaded);
      // It takes seconds and comes first: what is wrong with the text shows before the tasks run.
      Optional<Perplexity> measured = Optional.ofNullable(perplexity).map(text -> measure(loaded));
      Optional<Evaluation> evaluation =
          wanted.length > 0 ? Optional.of(evaluate(loaded, options, wanted)) : Optional.empty();
      if (place != null) {
        JsonObject results = evaluation.map(Evaluation::toJson).orElseGet(JsonObject::new);
        measured.ifPresent(found -> results.add("perplexity", found.toJson()));
        write(results, place, evaluation.map(e -> e.ending().whole()).orElse(true));
      }
    }
    return 0;
  }

  /** Where the results go, if anywhere; taken before the work. */
  private Output place() {
    if (out == null) {
      return null;
    }
    if (resume != null) {
      return own().take(out);
    }
    NewFile.checkNew(out);
    return Output.anew(out);
  }

  private OwnOutput own() {
    List<String> call = spec.commandLine().getParseResult().originalArgs();
    return new OwnOutput(Path.of(resume), call.toString());
  }

  private Perplexity measure(CausalLm loaded) {
    Perplexity measured =
        Harness.perplexity(loaded, Corpus.text(perplexity, loaded).length(length), blocks);
    System.out.println(measured);
    return measured;
  }

  private Evaluation evaluate(CausalLm loaded, EvaluateOptions options, Benchmark[] wanted) {
    Evaluation evaluation = Harness.evaluate(loaded, Items.folder(data), options, wanted);
    EvaluationConfig config = evaluation.config();
    System.out.println(config.bosRule() + "; " + config.dtype() + ", batch " + config.batch());
    config.generation().notes().forEach(System.out::println);
    System.out.println(evaluation.toString().stripTrailing());
    return evaluation;
  }

  private void write(JsonObject results, Output place, boolean whole) {
    Gson gson =
        new GsonBuilder().serializeSpecialFloatingPointValues().disableHtmlEscaping().create();
    place.file(
        partial -> {
          try (Writer file = Files.newBufferedWriter(partial)) {
            gson.toJson(results, file);
          }
          if (resume != null) {
            own().remember(partial, whole);
          }
        });
  }
}
