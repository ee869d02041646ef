package minitron.eval.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import minitron.eval.ask.GeneratedInstance;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ifeval.Instruction;
import minitron.eval.ifeval.Instructions;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Sample;
import minitron.text.Row;

/**
 * Tasks that let the model write and check with programs which instructions the text follows:
 * strictly as it is, or loosely one of its forms without the first or last line or asterisks.
 *
 * @param reader from a row to what is asked
 * @param maxGenToks tokens at most
 */
public record FollowInstructions(Function<Row, Doc> reader, int maxGenToks)
    implements OutputType<FollowInstructions.Doc> {
  private static final String PROMPT_STRICT = "prompt_level_strict_acc";
  private static final String INST_STRICT = "inst_level_strict_acc";
  private static final String PROMPT_LOOSE = "prompt_level_loose_acc";
  private static final String INST_LOOSE = "inst_level_loose_acc";

  /** What the harness names as the right answer, which is never looked at. */
  private static final Integer TARGET = 0;

  /** What is read of a row. */
  public record Doc(String prompt, Instructions instructions) {}

  @Override
  public Doc read(Row row) {
    return reader.apply(row);
  }

  @Override
  public String shot(Row row) {
    throw new IllegalArgumentException(
        row.where() + " has no answer, so it cannot stand as a solved example: ask for 0 shots.");
  }

  @Override
  public List<Sample> ask(List<Prompt<Doc>> prompts, LanguageModel model) {
    GenerationConfig config = model.generation();
    List<String> contexts =
        prompts.stream().map(p -> config.asked(p.context() + p.doc().prompt)).toList();
    List<String> texts = model.generateUntil(contexts, List.of(), config.maxGenToks(maxGenToks));
    Map<String, Object> genKwargs = config.genKwargs(List.of(), maxGenToks);
    genKwargs.putIfAbsent("temperature", 0.0);
    genKwargs.put("max_gen_toks", config.maxGenToks(maxGenToks));
    return IntStream.range(0, texts.size())
        .parallel()
        .mapToObj(
            i ->
                processResults(
                    prompts.get(i).docId(),
                    prompts.get(i).doc().instructions,
                    new GeneratedInstance(
                        contexts.get(i), genKwargs, texts.get(i), Optional.empty())))
        .toList();
  }

  /** Judges a text that was written for a document. */
  public static Sample processResults(
      int docId, Instructions instructions, GeneratedInstance answer) {
    List<Boolean> strict = instructions.strict(answer.text());
    List<Boolean> loose = instructions.loose(answer.text());
    Map<String, Object> judged = new LinkedHashMap<>();
    judged.put(PROMPT_STRICT, !strict.contains(false));
    judged.put(INST_STRICT, strict);
    judged.put(PROMPT_LOOSE, !loose.contains(false));
    judged.put(INST_LOOSE, loose);
    return new Sample(docId, TARGET, List.of(answer), "none", Map.of(), Map.of(), judged);
  }

  @Override
  public Optional<Breakdown> breakdown(Doc doc, String text) {
    return Optional.of(
        new Breakdown(
            List.of("instruction", "asks for", "strict", "loose"),
            doc.instructions.all().stream().map(one -> row(one, text)).toList()));
  }

  private static List<String> row(Instruction asked, String text) {
    return List.of(asked.id(), asked.words(), mark(asked.strict(text)), mark(asked.loose(text)));
  }

  private static String mark(boolean holds) {
    return holds ? "✓" : "✗";
  }

  @Override
  public void check(String task, GenerationConfig generation, int window) {
    LanguageModel.checkOneText(task, generation, maxGenToks, window);
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.mean(PROMPT_STRICT),
        new Metric(INST_STRICT, "none", true, Estimate::ofParts),
        Metric.mean(PROMPT_LOOSE),
        new Metric(INST_LOOSE, "none", true, Estimate::ofParts));
  }
}
