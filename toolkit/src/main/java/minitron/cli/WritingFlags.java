package minitron.cli;

import minitron.eval.run.EvaluateOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags of tasks that let a model generate text. */
final class WritingFlags {
  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Texts a prompt, of mbpp and humaneval; ${DEFAULT-VALUE}. The paper: 20.")
  int samples = 1;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "Draw tokens; 0 takes the likeliest. The paper's code tasks: 0.2.")
  double temperature;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description = "Draw among the likeliest of this probability. The paper's code tasks: 0.95.")
  double topP = 1;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of what is drawn; ${DEFAULT-VALUE}.")
  long seed = 0;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Tokens to generate at most, whatever the task says.")
  Integer maxTokens;

  @Option(
      names = "--allow-code",
      description = "Run the programs that the model writes, in a sandbox.")
  boolean allowCode;

  @Option(
      names = "--allow-weak-sandbox",
      description = "With --allow-code: run them with limits alone where there is no sandbox.")
  boolean allowWeakSandbox;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  EvaluateOptions apply(EvaluateOptions options) {
    EvaluateOptions all = options.samples(samples).temperature(temperature).topP(topP).seed(seed);
    all = maxTokens == null ? all : all.maxTokens(maxTokens);
    if (allowWeakSandbox && !allowCode) {
      throw new ParameterException(
          spec.commandLine(), "--allow-weak-sandbox says how programs run; --allow-code lets them");
    }
    if (!allowCode) {
      return all;
    }
    return allowWeakSandbox ? all.allowWeakSandbox() : all.allowCode();
  }
}
