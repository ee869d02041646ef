package minitron.bench;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minitron.model.ModelConfig;
import minitron.search.Roofline;
import minitron.search.Roofline.Work;

/** What a stage has to do at least, in float32: its parts are those of {@link Roofline}. */
final class LeastWork {
  private LeastWork() {}

  static Roofline roofline(ModelConfig config) {
    return new Roofline(config, Float.BYTES);
  }

  /** A pass without the head. */
  static Work forward(ModelConfig config, int batch, int length) {
    Work whole = roofline(config).prefill(batch, length);
    double head = head(config);
    return new Work(whole.flops() - 2 * batch * head, whole.bytes() - Float.BYTES * head);
  }

  /** A pass with the logits of so many tokens of each sample. */
  static Work logits(ModelConfig config, int batch, int length, int tokens) {
    Work one = roofline(config).prefill(batch, length);
    return new Work(one.flops() + 2.0 * batch * (tokens - 1) * head(config), one.bytes());
  }

  /** The teacher's logits of all tokens, and a step of the student. */
  static Work distill(ModelConfig teacher, ModelConfig student, int batch, int length) {
    return plus(logits(teacher, batch, length, length), roofline(student).step(batch, length));
  }

  /** Prompts are read, which gives the first token of each; the others come one by one. */
  static List<Work> generate(ModelConfig config, int batch, int prompt, int more) {
    Roofline roofline = roofline(config);
    Stream<Work> others =
        IntStream.range(prompt, prompt + more - 1).mapToObj(past -> roofline.token(batch, past));
    return Stream.concat(Stream.of(roofline.prefill(batch, prompt)), others).toList();
  }

  static Work plus(Work a, Work b) {
    return new Work(a.flops() + b.flops(), a.bytes() + b.bytes());
  }

  private static double head(ModelConfig config) {
    return (double) config.vocabSize() * config.hiddenSize();
  }
}
