package minitron.eval.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minitron.eval.ask.AnswerLog;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.PairEncoder;
import minitron.eval.metric.Instance;
import minitron.eval.task.Benchmark;
import minitron.eval.task.ChoiceMetric;
import minitron.infer.ModelGenerator;
import minitron.infer.ModelScorer;
import minitron.infer.NextLogits;
import minitron.infer.TokenCodec;
import minitron.model.CausalLm;
import minitron.python.PythonText;
import minitron.report.Columns;
import minitron.report.Passage;
import minitron.report.Showable;
import minitron.report.TokenStrip;
import minitron.runs.Progress;
import minitron.text.ItemSource;
import tech.tablesaw.api.Table;

/**
 * A document's whole way: the prompt, its tokens, the log-probability of each token that counts,
 * and the verdict.
 */
public record Explanation(Inspection inspection) implements Showable {
  private static final int ANSWER = 40;

  /** A document asked of a model in the usual way. */
  public static Explanation of(CausalLm model, ItemSource items, Benchmark task, int docId) {
    return of(model, items, EvaluateOptions.DEFAULT, task, docId);
  }

  /** The same in another way; its answers are not kept. */
  public static Explanation of(
      CausalLm model, ItemSource items, EvaluateOptions options, Benchmark task, int docId) {
    try (NextLogits writer = NextLogits.plain(model.decoder())) {
      var text =
          new LanguageModel(
              new PairEncoder(
                  TokenCodec.of(model.tokenizer()), model.config().maxPositionEmbeddings()),
              new ModelScorer(model.decoder(), 1),
              new ModelGenerator(writer, 1, options.sampling()),
              TemplateFormat.chatting(options.generation(List.of(task)), options.chatting(), model),
              AnswerLog.NONE,
              Progress.SILENT);
      return new Explanation(Inspection.of(text, items, task, docId));
    }
  }

  @Override
  public List<?> parts() {
    if (inspection.answers().isEmpty()) {
      return Stream.concat(
              inspection.sample().instances().stream().map(this::written),
              inspection.details().stream())
          .toList();
    }
    int shared = shared();
    List<Object> parts = new ArrayList<>();
    String note =
        String.format(
            Locale.ROOT,
            "%d tokens that all %d answers begin with; the model reads them once",
            shared,
            answers().size());
    parts.add(new Passage(title() + "\n", sharedText(), note));
    parts.add(new TokenStrip("", silent(answers().get(0).context().subList(0, shared))));
    IntStream.range(0, answers().size()).forEach(i -> parts.add(strip(i, shared)));
    parts.add(table());
    return parts;
  }

  private String title() {
    return String.format(
        Locale.ROOT,
        "%s, document %d, %s",
        inspection.task(),
        inspection.sample().docId(),
        inspection.shots() == 1 ? "1 shot" : inspection.shots() + " shots");
  }

  private Passage written(Instance instance) {
    String right = "right: %s; ".formatted(inspection.sample().target());
    String note = (inspection.details().isEmpty() ? right : "") + "scores: " + scores();
    return WrittenText.of(title(), instance, note);
  }

  private String scores() {
    return Stream.<Map<String, ?>>of(inspection.sample().scores(), inspection.sample().judged())
        .flatMap(scores -> scores.entrySet().stream())
        .map(score -> score.getKey() + " " + score.getValue())
        .collect(Collectors.joining(", "));
  }

  private List<Inspection.Answer> answers() {
    return inspection.answers();
  }

  /** How many tokens all answers' contexts begin with. */
  private int shared() {
    return common(answers().stream().map(answer -> answer.context().toArray()));
  }

  /** The prompt as far as all answers share it, in words. */
  private String sharedText() {
    List<String> contexts = answers().stream().map(a -> a.instance().request().context()).toList();
    return contexts
        .get(0)
        .substring(0, common(contexts.stream().map(c -> c.chars().boxed().toArray())));
  }

  /** How many elements all of them begin with. */
  private static int common(Stream<Object[]> arrays) {
    List<Object[]> all = arrays.toList();
    Object[] first = all.get(0);
    return all.stream()
        .mapToInt(other -> Arrays.mismatch(first, other))
        .filter(at -> at >= 0)
        .min()
        .orElse(first.length);
  }

  private static List<TokenStrip.Token> silent(List<String> texts) {
    return texts.stream().map(text -> new TokenStrip.Token(text, Double.NaN)).toList();
  }

  private TokenStrip strip(int index, int shared) {
    Inspection.Answer answer = answers().get(index);
    List<String> own = answer.context().subList(shared, answer.context().size());
    Stream<TokenStrip.Token> scored =
        answer.tokens().stream().map(t -> new TokenStrip.Token(t.text(), t.logProbability()));
    return new TokenStrip(
        (index + 1) + (answer.right() ? " ✓" : " ✗"),
        Stream.concat(silent(own).stream(), scored).toList());
  }

  /**
   * A row an answer: its log-likelihood, and whether it was taken; where the task measures {@code
   * acc_norm}, also the same for each character.
   */
  public Table table() {
    double[] sums =
        answers().stream().mapToDouble(a -> a.instance().scored().logLikelihood()).toArray();
    Table table =
        Table.create(
            "Verdict: " + scores(),
            Columns.text("", IntStream.range(0, sums.length).mapToObj(i -> "" + (i + 1)).toList()),
            Columns.text("answer", answers().stream().map(a -> tail(a.text())).toList()),
            Columns.text("right", answers().stream().map(a -> a.right() ? "✓" : "").toList()),
            Columns.fixed("log-likelihood", 3, sums),
            Columns.text("likeliest", taken(sums)));
    if (!inspection.sample().scores().containsKey("acc_norm")) {
      return table;
    }
    double[] each =
        IntStream.range(0, sums.length)
            .mapToDouble(i -> sums[i] / PythonText.length(answers().get(i).text()))
            .toArray();
    return table.addColumns(
        Columns.fixed("per character", 4, each),
        Columns.text("likeliest per character", taken(each)));
  }

  private static List<String> taken(double[] values) {
    int likeliest = ChoiceMetric.best(values.length, i -> values[i]);
    return IntStream.range(0, values.length).mapToObj(i -> i == likeliest ? "←" : "").toList();
  }

  /** The last words of a long answer. */
  private static String tail(String text) {
    int space = text.indexOf(' ', Math.max(0, text.length() - ANSWER));
    return text.length() <= ANSWER || space < 0 ? text : "…" + text.substring(space);
  }

  @Override
  public String toString() {
    return parts().stream().map(String::valueOf).collect(Collectors.joining("\n\n"));
  }
}
