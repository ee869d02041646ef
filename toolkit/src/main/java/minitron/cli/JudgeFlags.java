package minitron.cli;

import minitron.eval.mtbench.HttpJudge;
import minitron.eval.mtbench.SelfJudge;
import minitron.eval.run.EvaluateOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags of tasks whose answers a judge rates. */
final class JudgeFlags {
  private static final String SELF = "self";

  @Option(
      names = "--judge",
      paramLabel = "URL|self",
      description =
          "Rate mt_bench's answers: the address before /chat/completions, or self for the model"
              + " itself, which is weak.")
  String judge;

  @Option(
      names = "--judge-model",
      paramLabel = "NAME",
      description = "--judge URL: the judge's name there, e.g. gpt-4-0613.")
  String judgeModel;

  @Option(
      names = "--judge-key",
      paramLabel = "VARIABLE",
      description =
          "--judge URL: the environment variable that holds its key; ${DEFAULT-VALUE}. The key is"
              + " written nowhere.")
  String judgeKey = HttpJudge.KEY;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  /**
   * The options with the judge.
   *
   * @param model what the model is called on the command line
   */
  EvaluateOptions apply(EvaluateOptions options, String model) {
    boolean self = SELF.equals(judge);
    if (judgeModel == null ? judge != null && !self : judge == null || self) {
      throw new ParameterException(
          spec.commandLine(), "--judge URL and --judge-model NAME go together; --judge self alone");
    }
    if (judge == null) {
      return options;
    }
    return options.judge(self ? new SelfJudge(model) : HttpJudge.of(judge, judgeModel, judgeKey));
  }
}
