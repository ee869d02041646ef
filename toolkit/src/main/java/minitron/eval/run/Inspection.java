package minitron.eval.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import minitron.eval.ask.GeneratedInstance;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.ScoredInstance;
import minitron.eval.metric.Sample;
import minitron.eval.task.Benchmark;
import minitron.eval.task.Choice;
import minitron.eval.task.Choices;
import minitron.eval.task.Prompt;
import minitron.infer.Scored;
import minitron.infer.TokenCodec;
import minitron.infer.TokenRequest;
import minitron.text.ItemSource;

/**
 * One document of a task, and everything that a model makes of it.
 *
 * @param task the task's name
 * @param shots solved examples before the question
 * @param sample what was asked and answered, and the scores
 * @param answers the log-likelihoods that were asked for, in order; empty for a task that writes
 * @param details what the task has to show besides
 */
public record Inspection(
    String task, int shots, Sample sample, List<Answer> answers, List<?> details) {

  /**
   * A continuation, token by token.
   *
   * @param text the choice as the data has it
   * @param right whether it is a right answer
   * @param instance the request in words, and what the model gives for it as a whole
   * @param context the tokens before, as text
   * @param tokens those that are scored; their log-probabilities add up to the whole
   */
  public record Answer(
      String text,
      boolean right,
      ScoredInstance instance,
      List<String> context,
      List<Token> tokens) {}

  /**
   * A token that is scored.
   *
   * @param logProbability after all tokens before it, in nats
   */
  public record Token(String text, double logProbability) {}

  /**
   * Asks one document and takes the answers apart.
   *
   * @param docId its place in the split, from 0
   * @throws IllegalArgumentException if the split has no such document, or for several tasks
   */
  static Inspection of(LanguageModel model, ItemSource items, Benchmark benchmark, int docId) {
    PreparedTask<?> task =
        PreparedTask.single(benchmark, items, docId, model.generation(), model.encoder().window());
    return of(model, task, docId);
  }

  private static <D> Inspection of(LanguageModel model, PreparedTask<D> task, int docId) {
    Prompt<D> prompt = task.prompts().get(docId);
    Sample sample = task.type().ask(List.of(prompt), model).get(0);
    List<Choice> choices = prompt.doc() instanceof Choices doc ? doc.all() : List.of();
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < sample.instances().size(); i++) {
      if (sample.instances().get(i) instanceof ScoredInstance scored) {
        boolean chosen = i < choices.size();
        String text = chosen ? choices.get(i).text() : scored.request().continuation();
        answers.add(answer(model, text, !chosen || choices.get(i).right(), scored));
      }
    }
    List<Object> details = new ArrayList<>();
    sample
        .instances(GeneratedInstance.class)
        .flatMap(one -> task.type().breakdown(prompt.doc(), one.text()).stream())
        .forEach(breakdown -> details.add(TextVerdict.table(breakdown)));
    details.addAll(task.type().details(prompt.doc(), sample));
    return new Inspection(task.task().name(), task.shots(), sample, List.copyOf(answers), details);
  }

  private static Answer answer(
      LanguageModel model, String text, boolean right, ScoredInstance instance) {
    TokenRequest whole = model.encoder().encode(List.of(instance.request())).get(0);
    int[] context = whole.context();
    int[] scored = whole.continuation();
    int[] all = IntStream.concat(Arrays.stream(context), Arrays.stream(scored)).toArray();
    List<Scored> single = model.scorer().score(oneByOne(all, context.length));
    List<String> pieces = pieces(model.encoder().codec(), all);
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < scored.length; i++) {
      String piece = pieces.get(context.length + i);
      tokens.add(new Token(piece, single.get(i).logLikelihood()));
    }
    return new Answer(
        text, right, instance, List.copyOf(pieces.subList(0, context.length)), List.copyOf(tokens));
  }

  /** Every scored token as a request of its own, after all that stands before it. */
  private static List<TokenRequest> oneByOne(int[] all, int from) {
    return IntStream.range(from, all.length)
        .mapToObj(i -> new TokenRequest(Arrays.copyOf(all, i), new int[] {all[i]}))
        .toList();
  }

  /** Each token's text; decoded alone, one would lose the space before it. */
  private static List<String> pieces(TokenCodec codec, int[] ids) {
    List<String> pieces = new ArrayList<>();
    String before = "";
    for (int i = 0; i < ids.length; i++) {
      String whole = codec.decode(Arrays.copyOf(ids, i + 1));
      String piece =
          whole.startsWith(before)
              ? whole.substring(before.length())
              : codec.decode(new int[] {ids[i]});
      pieces.add(piece.isEmpty() && i == 0 ? "⟨start⟩" : piece);
      before = whole;
    }
    return pieces;
  }
}
