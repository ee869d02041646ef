package minitron.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import minitron.Checkpoint;
import minitron.Corpus;
import minitron.Harness;
import minitron.Items;
import minitron.Tasks;
import minitron.eval.Benchmark;
import minitron.eval.Evaluation;
import minitron.model.CausalLm;
import minitron.model.NewFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "evaluate",
    description = "Score a model as lm-evaluation-harness does, or measure its perplexity.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "A checkpoint.")
  String model;

  @Option(
      names = "--task",
      paramLabel = "NAME=SHOTS",
      arity = "1..*",
      description = "Tasks by the harness's names, as winogrande=5.")
  List<String> tasks = List.of();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Documents, DIR/<dataset>/<split>.jsonl.")
  String data;

  @Option(
      names = "--limit",
      paramLabel = "N|0.2",
      description = "Only the first documents of each task: a number, or a fraction.")
  Double limit;

  @Option(
      names = "--batch",
      defaultValue = "16",
      paramLabel = "N",
      description = "Requests in a forward pass; ${DEFAULT-VALUE}.")
  int batch;

  @Mixin WritingFlags writing;

  @Option(names = "--out", paramLabel = "FILE", description = "Results with every sample, JSON.")
  Path out;

  @Option(
      names = "--resume",
      paramLabel = "FOLDER",
      description =
          "Keep every answer there at once, and go on from those of an earlier run with the same"
              + " weights and data.")
  String resume;

  @Option(names = "--perplexity", paramLabel = "FILE", description = "Text to foretell.")
  String perplexity;

  @Option(
      names = "--blocks",
      defaultValue = "64",
      paramLabel = "N",
      description = "Its first blocks; ${DEFAULT-VALUE}.")
  int blocks;

  @Option(
      names = "--length",
      defaultValue = "256",
      paramLabel = "N",
      description = "Tokens a block; ${DEFAULT-VALUE}.")
  int length;

  @Override
  public Integer call() {
    if (tasks.isEmpty() && perplexity == null) {
      throw new ParameterException(
          spec.commandLine(),
          "Nothing to evaluate: name a --task with --data, or a text with --perplexity");
    }
    Benchmark[] wanted = tasks.stream().map(Tasks::parse).toArray(Benchmark[]::new);
    Harness.Options options = Harness.options().batch(batch);
    options = resume == null ? options : options.resume(resume);
    options = writing.apply(limit == null ? options : options.limit(limit));
    try (CausalLm loaded = Checkpoint.load(model)) {
      System.out.println(loaded);
      if (wanted.length > 0) {
        evaluate(loaded, options, wanted);
      }
      if (perplexity != null) {
        System.out.println(
            Harness.perplexity(loaded, Corpus.text(perplexity, loaded).length(length), blocks));
      }
    }
    return 0;
  }

  private void evaluate(CausalLm loaded, Harness.Options options, Benchmark[] wanted) {
    if (data == null) {
      throw new ParameterException(
          spec.commandLine(), "--task needs --data DIR, the folder of its documents");
    }
    if (out != null) {
      NewFile.checkNew(out);
    }
    Evaluation evaluation = Harness.evaluate(loaded, Items.folder(data), options, wanted);
    System.out.println(evaluation.info().bosRule() + "; float32, batch " + batch);
    evaluation.info().notes().forEach(System.out::println);
    System.out.println(evaluation.toString().stripTrailing());
    if (out != null) {
      write(evaluation);
    }
  }

  private void write(Evaluation evaluation) {
    Gson gson = new GsonBuilder().serializeSpecialFloatingPointValues().create();
    NewFile.write(
        out,
        partial -> {
          try (Writer file = Files.newBufferedWriter(partial)) {
            gson.toJson(evaluation.toJson(), file);
          }
        });
  }
}
