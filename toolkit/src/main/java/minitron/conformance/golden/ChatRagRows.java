package minitron.conformance.golden;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import minitron.eval.chatrag.CannotFind;
import minitron.eval.chatrag.ChatQaPrompt;
import minitron.eval.chatrag.FinanceAnswer;
import minitron.eval.chatrag.RagDoc;
import minitron.eval.chatrag.RagScoring;
import minitron.eval.chatrag.RagSet;
import minitron.infer.TokenCodec;
import minitron.python.PythonRepr;
import minitron.text.Tokenizer;

/** ChatRAG-Bench: F1, ConvFinQA's accuracy, the unanswerable rule and prompts. */
final class ChatRagRows {
  private static final String DECIMALS = "_4_decimals";

  private ChatRagRows() {}

  static Map<String, GoldenCheck> kinds() {
    Map<String, GoldenCheck> kinds = new HashMap<>();
    kinds.put("chatrag_f1", (row, folder) -> f1(row));
    kinds.put("chatrag_convfinqa", (row, folder) -> finance(row));
    kinds.put("chatrag_dataset_f1", (row, folder) -> means(row));
    kinds.put("chatrag_unanswerable", (row, folder) -> means(row));
    kinds.put("chatrag_prompt", new Prompts());
    return kinds;
  }

  private static RagScoring scoring(GoldenRow row) {
    return RagSet.named(row.text("dataset")).scoring();
  }

  private static List<String> texts(Object list) {
    return ((List<?>) list).stream().map(PythonRepr::str).toList();
  }

  private static Optional<String> f1(GoldenRow row) {
    RagScoring scoring = scoring(row);
    String read = scoring.read(row.text("prediction"));
    OptionalDouble f1 = scoring.f1(row.text("prediction"), texts(row.list("answers")));
    if (!read.equals(row.text("scored_as"))) {
      return GoldenCheck.equal("scored_as", row.text("scored_as"), read);
    }
    return row.value("f1") instanceof Number right && f1.isPresent()
        ? GoldenCheck.close("f1", right.doubleValue(), f1.getAsDouble())
        : GoldenCheck.equal(
            "f1", row.value("f1"), f1.isPresent() ? (Object) f1.getAsDouble() : "skipped");
  }

  private static Optional<String> finance(GoldenRow row) {
    String formula = PythonRepr.str(row.value("formula"));
    boolean correct =
        new FinanceAnswer(row.value("exe_answer"), formula)
            .isIn(row.text("question"), row.text("prediction"));
    return GoldenCheck.equal("correct", row.truth("correct"), correct);
  }

  /** Every field with means to four decimals. */
  private static Optional<String> means(GoldenRow row) {
    return row.fields().keySet().stream()
        .filter(field -> field.endsWith(DECIMALS))
        .map(field -> mean(row, field))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> mean(GoldenRow row, String field) {
    double mean =
        row.list("rows").stream()
            .map(one -> one(scoring(row), (Map<?, ?>) one, field))
            .flatMapToDouble(OptionalDouble::stream)
            .average()
            .orElse(Double.NaN);
    return row.value(field) instanceof Number right
            && Math.abs(right.doubleValue() - mean) <= .5e-4 + 1e-12
        ? Optional.empty()
        : Optional.of("%s is %s, expected %s".formatted(field, mean, row.value(field)));
  }

  /** A row's value: its F1, or whether it is rightly said to have an answer or none. */
  private static OptionalDouble one(RagScoring scoring, Map<?, ?> one, String field) {
    String prediction = PythonRepr.str(one.get("prediction"));
    List<String> answers = texts(one.get("answers"));
    if (field.startsWith("f1")) {
      return scoring.f1(prediction, answers);
    }
    boolean none = RagScoring.isUnanswerable(answers);
    if (none != !field.startsWith("answerable")) {
      return OptionalDouble.empty();
    }
    boolean said = CannotFind.said(CannotFind.rewritten(prediction));
    return OptionalDouble.of(said == none ? 1 : 0);
  }

  /** Prompts, which need the tokenizer that the row names. */
  private static final class Prompts implements GoldenCheck {
    private final Map<Path, TokenCodec> codecs = new HashMap<>();

    @Override
    public Optional<String> difference(GoldenRow row, GoldenFolder folder) {
      var prompt =
          new ChatQaPrompt(
              RagSet.named(row.text("dataset")).instruction(),
              row.number("num_ctx").intValue(),
              row.number("max_seq_length").intValue());
      TokenCodec codec =
          codecs.computeIfAbsent(tokenizer(row, folder), path -> TokenCodec.of(Tokenizer.of(path)));
      String text =
          prompt.of(doc(row), codec, row.number("max_output_len").intValue(), Integer.MAX_VALUE);
      return GoldenCheck.equal("prompt", row.text("prompt"), text);
    }

    private static RagDoc doc(GoldenRow row) {
      List<RagDoc.Turn> turns = new ArrayList<>();
      for (Object turn : row.list("messages")) {
        turns.add(new RagDoc.Turn(text(turn, "role"), text(turn, "content")));
      }
      List<RagDoc.Context> contexts = new ArrayList<>();
      for (Object context : row.list("ctxs")) {
        contexts.add(new RagDoc.Context(text(context, "title"), text(context, "text")));
      }
      return new RagDoc(turns, contexts, List.of(), null);
    }

    private static String text(Object fields, String name) {
      return PythonRepr.str(((Map<?, ?>) fields).get(name));
    }

    /** The folder that the row names, beside these rows or in a folder above them. */
    private static Path tokenizer(GoldenRow row, GoldenFolder folder) {
      String named = row.text("tokenizer");
      String below = named.substring(named.indexOf('/') + 1);
      return Stream.concat(above(folder.path()), above(Path.of("")))
          .flatMap(place -> Stream.of(place.resolve(named), place.resolve(below)))
          .filter(place -> Files.exists(place.resolve("tokenizer.json")))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "The tokenizer %s is in no folder above these rows.".formatted(named)));
    }

    private static Stream<Path> above(Path folder) {
      return Stream.iterate(
          folder.toAbsolutePath().normalize(), place -> place != null, Path::getParent);
    }
  }
}
