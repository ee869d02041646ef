package minitron.model;

import static minitron.model.ParameterShapes.EMBEDDING;
import static minitron.model.ParameterShapes.HEAD;

import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import minitron.checkpoint.FileWeight;

/**
 * What a checkpoint is whose config.json says {@code tie_word_embeddings}. It goes by its files, as
 * in {@code tie_weights} of transformers' {@code modeling_utils}:
 *
 * <pre>
 * in the files        the model
 * embedding           tied
 * head                tied: the head is the embedding
 * both, equal         tied
 * both, different     two tensors, and from then on config.json says that they are not tied
 * </pre>
 *
 * <p>Of two that are not tied none may be missing; transformers would draw it at random.
 *
 * @param config the architecture
 * @param tensors the files' tensors; a head that is the embedding is there under that name alone
 */
record TiedHead(ModelConfig config, Map<String, FileWeight> tensors) {
  /** Reads the values of both where they might be equal. */
  static TiedHead of(ModelConfig config, Map<String, FileWeight> found) {
    FileWeight head = found.get(HEAD);
    if (!config.tieWordEmbeddings() || head == null) {
      return new TiedHead(config, found);
    }
    FileWeight embedding = found.get(EMBEDDING);
    Shape shape = ParameterShapes.of(config).get(EMBEDDING);
    boolean fit = embedding != null && embedding.shape().equals(shape);
    if (embedding != null && !(fit && head.shape().equals(shape) && embedding.sameValues(head))) {
      return new TiedHead(config.withOwnHead(), found); // whose shapes are checked like any others
    }
    Map<String, FileWeight> tied = new LinkedHashMap<>(found);
    tied.putIfAbsent(EMBEDDING, head);
    tied.remove(HEAD);
    return new TiedHead(config, tied);
  }

  /** What to try when a tensor is missing: the end of a sentence, or nothing. */
  static String hint(Map<String, FileWeight> tensors, String missing) {
    boolean other =
        (missing.equals(HEAD) && tensors.containsKey(EMBEDDING))
            || (missing.equals(EMBEDDING) && tensors.containsKey(HEAD));
    return other
        ? "; if the head is the embedding, \"tie_word_embeddings\": true must stand there"
        : "";
  }
}
