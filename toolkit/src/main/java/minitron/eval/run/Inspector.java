package minitron.eval.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.ScoredInstance;
import minitron.eval.metric.Sample;
import minitron.eval.task.Choice;
import minitron.eval.task.Choices;
import minitron.eval.task.Prompt;
import minitron.infer.Scored;
import minitron.infer.TokenRequest;

/**
 * Asks one document and takes the answers apart.
 *
 * @param model what is asked
 */
record Inspector(LanguageModel model) {

  /** Asks a document by itself. */
  <D> Inspection inspect(PreparedTask<D> task, int docId) {
    Prompt<D> prompt = task.prompts().get(docId);
    Sample sample = task.type().ask(List.of(prompt), model).get(0);
    List<Choice> choices = prompt.doc() instanceof Choices doc ? doc.all() : List.of();
    List<Inspection.Answer> answers = new ArrayList<>();
    for (int i = 0; i < sample.instances().size(); i++) {
      if (sample.instances().get(i) instanceof ScoredInstance scored) {
        boolean chosen = i < choices.size();
        String text = chosen ? choices.get(i).text() : scored.request().continuation();
        answers.add(answer(text, !chosen || choices.get(i).right(), scored));
      }
    }
    return new Inspection(task.task().name(), task.shots(), sample, answers);
  }

  private Inspection.Answer answer(String text, boolean right, ScoredInstance instance) {
    TokenRequest whole = model.encoder().encode(List.of(instance.request())).get(0);
    int[] context = whole.context();
    int[] scored = whole.continuation();
    int[] all = IntStream.concat(Arrays.stream(context), Arrays.stream(scored)).toArray();
    List<Scored> single = model.scorer().score(oneByOne(all, context.length));
    List<String> pieces = pieces(all);
    List<Inspection.Token> tokens = new ArrayList<>();
    for (int i = 0; i < scored.length; i++) {
      String piece = pieces.get(context.length + i);
      tokens.add(new Inspection.Token(piece, single.get(i).logLikelihood()));
    }
    return new Inspection.Answer(text, right, instance, pieces.subList(0, context.length), tokens);
  }

  /** Every scored token as a request of its own, after all that stands before it. */
  private static List<TokenRequest> oneByOne(int[] all, int from) {
    return IntStream.range(from, all.length)
        .mapToObj(i -> new TokenRequest(Arrays.copyOf(all, i), new int[] {all[i]}))
        .toList();
  }

  /** Each token's text; decoded alone, one would lose the space before it. */
  private List<String> pieces(int[] ids) {
    List<String> pieces = new ArrayList<>();
    String before = "";
    for (int i = 0; i < ids.length; i++) {
      String whole = model.encoder().codec().decode(Arrays.copyOf(ids, i + 1));
      String piece =
          whole.startsWith(before)
              ? whole.substring(before.length())
              : model.encoder().codec().decode(new int[] {ids[i]});
      pieces.add(piece.isEmpty() && i == 0 ? "⟨start⟩" : piece);
      before = whole;
    }
    return pieces;
  }
}
