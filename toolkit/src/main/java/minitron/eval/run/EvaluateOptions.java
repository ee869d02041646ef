package minitron.eval.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.Judge;
import minitron.eval.ask.ProgramRunner;
import minitron.eval.mtbench.HttpJudge;
import minitron.eval.mtbench.SelfJudge;
import minitron.eval.task.Benchmark;
import minitron.eval.task.CodeEval;
import minitron.eval.task.Limit;
import minitron.infer.Sampling;
import minitron.sandbox.Sandbox;

/**
 * How much is asked, and how much at once; how texts are generated.
 *
 * @param limit how many documents of each task: a whole number, or a fraction below 1
 * @param batch requests in a forward pass
 * @param samples texts a prompt, of tasks that count how many of them pass
 * @param sampling how a token is picked
 * @param maxTokens tokens to generate at most; empty for each task's own number
 * @param code whether programs are run
 * @param answers the folder where answers are kept, if they are
 * @param judge rates answers of tasks that need one, such as mt_bench
 * @param chatting whether prompts go through a chat template
 */
public record EvaluateOptions(
    Limit limit,
    int batch,
    int samples,
    Sampling sampling,
    OptionalInt maxTokens,
    Code code,
    Optional<Path> answers,
    Optional<Judge> judge,
    Chat chatting) {
  /** Every document, 16 requests at once, the likeliest tokens; no programs are run. */
  public static final EvaluateOptions DEFAULT =
      new EvaluateOptions(
          Limit.NONE,
          16,
          1,
          Sampling.GREEDY,
          OptionalInt.empty(),
          Code.REFUSED,
          Optional.empty(),
          Optional.empty(),
          Chat.NONE);

  /** Whether programs that a model wrote are run. */
  public enum Code {
    /** They are not, and tasks that need it are refused. */
    REFUSED,
    /** They are, in a sandbox that shuts them off; where there is none, they are refused. */
    SANDBOXED,
    /** They are, with limits alone where there is no sandbox. */
    LIMITED
  }

  /**
   * Whether prompts go through a chat template.
   *
   * @param asked whether they do
   * @param file the template's; empty for the model's own
   */
  public record Chat(boolean asked, Optional<Path> file) {
    /** Prompts are asked as they are. */
    static final Chat NONE = new Chat(false, Optional.empty());
  }

  /** Needs a batch. */
  public EvaluateOptions {
    if (batch < 1) {
      throw new IllegalArgumentException("batch " + batch + ": at least 1 request is needed.");
    }
  }

  /** How these tasks are generated; a sandbox is looked for if one of them needs it. */
  GenerationConfig generation(List<Benchmark> tasks) {
    // Refuses what does not fit together before a sandbox is looked for.
    var plain = new GenerationConfig(samples, sampling, maxTokens);
    GenerationConfig config = judge.map(plain::judgedBy).orElse(plain);
    boolean programs =
        tasks.stream()
            .flatMap(benchmark -> benchmark.tasks().stream())
            .anyMatch(task -> task.outputType() instanceof CodeEval);
    if (!programs || code == Code.REFUSED) {
      return config;
    }
    Sandbox sandbox = Sandbox.find(code == Code.LIMITED);
    return config.running(new ProgramRunner(sandbox.name(), sandbox::run));
  }

  /** The same with the first documents only: 100 of them, or 0.2 of all. */
  public EvaluateOptions limit(double amount) {
    return new EvaluateOptions(
        new Limit(amount), batch, samples, sampling, maxTokens, code, answers, judge, chatting);
  }

  /** The same with another batch. */
  public EvaluateOptions batch(int requests) {
    return new EvaluateOptions(
        limit, requests, samples, sampling, maxTokens, code, answers, judge, chatting);
  }

  /**
   * The same, keeping every answer in a folder as soon as it is there, and taking from it what an
   * earlier call with the same weights, tokenizer, data, task and shots was answered: so a run that
   * was stopped or killed goes on where it was.
   */
  public EvaluateOptions resume(String folder) {
    return new EvaluateOptions(
        limit,
        batch,
        samples,
        sampling,
        maxTokens,
        code,
        Optional.of(Path.of(folder)),
        judge,
        chatting);
  }

  /** The same with so many texts a prompt; more than one needs a temperature. */
  public EvaluateOptions samples(int texts) {
    return new EvaluateOptions(
        limit, batch, texts, sampling, maxTokens, code, answers, judge, chatting);
  }

  /** The same with drawn tokens: the paper's code tasks have 0.2. At 0, the likeliest. */
  public EvaluateOptions temperature(double temperature) {
    return sampling(sampling.temperature(temperature));
  }

  /** The same with tokens drawn among the likeliest: the paper's code tasks have 0.95. */
  public EvaluateOptions topP(double probability) {
    return sampling(sampling.topP(probability));
  }

  /** The same with other draws. */
  public EvaluateOptions seed(long seed) {
    return sampling(sampling.seed(seed));
  }

  private EvaluateOptions sampling(Sampling other) {
    return new EvaluateOptions(
        limit, batch, samples, other, maxTokens, code, answers, judge, chatting);
  }

  /** The same with so many tokens to generate at most, whatever the task says. */
  public EvaluateOptions maxTokens(int tokens) {
    return new EvaluateOptions(
        limit, batch, samples, sampling, OptionalInt.of(tokens), code, answers, judge, chatting);
  }

  /** The same with generated programs run, in a sandbox; a weak one that was allowed stays so. */
  public EvaluateOptions allowCode() {
    Code run = code == Code.LIMITED ? Code.LIMITED : Code.SANDBOXED;
    return new EvaluateOptions(
        limit, batch, samples, sampling, maxTokens, run, answers, judge, chatting);
  }

  /** The same with generated programs run, even where there is no sandbox, with limits alone. */
  public EvaluateOptions allowWeakSandbox() {
    return new EvaluateOptions(
        limit, batch, samples, sampling, maxTokens, Code.LIMITED, answers, judge, chatting);
  }

  /** The same with answers of mt_bench rated by a judge. */
  public EvaluateOptions judge(Judge who) {
    return new EvaluateOptions(
        limit, batch, samples, sampling, maxTokens, code, answers, Optional.of(who), chatting);
  }

  /**
   * The same with a judge behind an address that speaks OpenAI's chat completions; its key, if it
   * needs one, is in the environment variable OPENAI_API_KEY.
   *
   * @param url the address before {@code /chat/completions}
   * @param model the judge's name there
   */
  public EvaluateOptions judge(String url, String model) {
    return judge(HttpJudge.of(url, model, HttpJudge.KEY));
  }

  /** The same with the model as its own judge: weak, and no number to compare. */
  public EvaluateOptions judgedByItself() {
    return judge(new SelfJudge("the model"));
  }

  /**
   * The same with prompts that go through the model's chat template, as the harness's {@code
   * --apply_chat_template}. It is for tasks that let the model write; others are refused.
   */
  public EvaluateOptions chat() {
    return chat(Optional.empty());
  }

  /** The same with the chat template of a file. */
  public EvaluateOptions chat(String file) {
    return chat(Optional.of(Path.of(file)));
  }

  private EvaluateOptions chat(Optional<Path> file) {
    return new EvaluateOptions(
        limit, batch, samples, sampling, maxTokens, code, answers, judge, new Chat(true, file));
  }
}
