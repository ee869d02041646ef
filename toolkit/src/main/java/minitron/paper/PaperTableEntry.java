package minitron.paper;

import java.util.List;
import java.util.OptionalLong;
import minitron.eval.result.Evaluation;
import minitron.model.CausalLm;
import minitron.model.ParameterShapes;

/**
 * A model in Table 1.
 *
 * @param parameters how many it has
 * @param inner how many without the embedding and the head
 * @param tokens how many it was trained on here; empty if it was not
 * @param evaluations one for all benchmarks with the same options
 */
public record PaperTableEntry(
    String name, long parameters, long inner, OptionalLong tokens, List<Evaluation> evaluations) {

  static PaperTableEntry of(
      String name, CausalLm model, OptionalLong tokens, List<Evaluation> evaluations) {
    long inner = ParameterShapes.countWithoutEmbeddings(model.config());
    return new PaperTableEntry(name, model.parameterCount(), inner, tokens, evaluations);
  }

  /**
   * The one of a name.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  static PaperTableEntry named(List<PaperTableEntry> entries, String name) {
    List<String> known = entries.stream().map(PaperTableEntry::name).toList();
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "There is no model \"%s\" in the table; there is %s."
              .formatted(name, known.isEmpty() ? "none yet" : String.join(", ", known)));
    }
    return entries.get(known.indexOf(name));
  }
}
