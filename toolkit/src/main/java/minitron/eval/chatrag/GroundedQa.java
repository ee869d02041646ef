package minitron.eval.chatrag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minitron.eval.ask.GeneratedInstance;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.LanguageModel;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Sample;
import minitron.eval.task.OutputType;
import minitron.eval.task.Prompt;
import minitron.infer.TokenCodec;
import minitron.python.PythonText;
import minitron.text.Row;
import minitron.text.chat.Message;

/**
 * Tasks that let a model answer from passages.
 *
 * @param prompt how passages and conversation become a text
 * @param scoring how an answer is judged
 * @param maxGenToks tokens an answer at most
 * @param source where the data is to be had, for a task that may be left out; empty for another
 * @param found of quac: which of its answerable documents, counted from 0 among them, have their
 *     answer in the passages; empty for all
 */
public record GroundedQa(
    RagPrompt prompt,
    RagScoring scoring,
    int maxGenToks,
    Optional<String> source,
    Optional<Set<Integer>> found)
    implements OutputType<RagDoc> {
  /** A split beside quac's, a row {@code {"answerable": [0, 1, …]}}. */
  private static final String FOUND = "answerable";

  /** A task whose data must be there. */
  public GroundedQa(RagPrompt prompt, RagScoring scoring, int maxGenToks) {
    this(prompt, scoring, maxGenToks, Optional.empty(), Optional.empty());
  }

  @Override
  public OutputType<RagDoc> with(Data data, GenerationConfig generation) {
    return scoring == RagScoring.F1_OR_NONE && data.has(FOUND)
        ? new GroundedQa(
            prompt,
            scoring,
            maxGenToks,
            source,
            Optional.of(Set.copyOf(data.split(FOUND).rows().get(0).wholes(FOUND))))
        : this;
  }

  @Override
  public RagDoc read(Row row) {
    RagDoc doc = RagDoc.of(row);
    if (scoring == RagScoring.ACCURACY && doc.answers().isEmpty()) {
      throw row.problem("answers", "must begin with the formula");
    }
    return doc;
  }

  @Override
  public String shot(Row row) {
    return "";
  }

  @Override
  public void check(String task, GenerationConfig generation, int window) {
    LanguageModel.checkOneText(task, generation, maxGenToks, window);
  }

  @Override
  public List<Sample> ask(List<Prompt<RagDoc>> prompts, LanguageModel model) {
    GenerationConfig generation = model.generation();
    int most = generation.maxGenToks(maxGenToks);
    List<String> contexts =
        prompts.stream().map(asked -> context(asked.doc(), model, most)).toList();
    List<String> texts = model.generateUntil(contexts, List.of(), most);
    Map<String, Object> genKwargs = generation.genKwargs(List.of(), maxGenToks);
    List<Sample> samples = new ArrayList<>();
    int answerable = 0;
    for (int i = 0; i < texts.size(); i++) {
      RagDoc doc = prompts.get(i).doc();
      String text = PythonText.strip(texts.get(i)).replace("\n", " ");
      boolean counts = found.isEmpty() || found.get().contains(answerable);
      answerable += RagScoring.isUnanswerable(doc.answers()) ? 0 : 1;
      samples.add(
          new Sample(
              prompts.get(i).docId(),
              doc.answers(),
              List.of(new GeneratedInstance(contexts.get(i), genKwargs, text, Optional.empty())),
              "none",
              new LinkedHashMap<>(scoring.scores(doc, text, counts)),
              Map.of()));
    }
    return samples;
  }

  /** With BOS once; as the one message of a conversation where the run has them. */
  private String context(RagDoc doc, LanguageModel model, int most) {
    TokenCodec codec = model.encoder().codec();
    String text = prompt.of(doc, codec, most, model.encoder().window());
    return model
        .generation()
        .chat()
        .map(chat -> chat.prompt(List.of(Message.of("user", text))))
        .orElseGet(() -> codec.bosText().orElse("") + text);
  }

  @Override
  public List<Metric> metrics() {
    return scoring.metrics();
  }

  @Override
  public List<String> notes(List<Sample> samples, GenerationConfig generation) {
    if (samples.isEmpty()) {
      return List.of("its data is not there; " + source.orElse("it has no rows"));
    }
    String chat =
        generation.chat().isPresent() ? "yes, which the benchmark has not" : "no, as the benchmark";
    return List.of("chat template: " + chat);
  }
}
