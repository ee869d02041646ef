package minitron.eval.ifeval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A document's instructions, in its order. */
public record Instructions(List<Instruction> all) {
  /** Keeps them as they are now. */
  public Instructions {
    all = List.copyOf(all);
  }

  /**
   * Instructions by their kinds, each with what it asks in particular.
   *
   * @param kwargs as many as there are ids
   * @throws IllegalArgumentException for a kind that there is not, and for what it cannot ask
   */
  public static Instructions of(List<String> ids, List<? extends Map<String, Object>> kwargs) {
    if (ids.size() != kwargs.size() || ids.isEmpty()) {
      throw new IllegalArgumentException(
          "%d instructions have %d kwargs: there must be one of each, or more"
              .formatted(ids.size(), kwargs.size()));
    }
    List<Instruction> all = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      all.add(Instruction.of(ids.get(i), kwargs.get(i)));
    }
    return new Instructions(all);
  }

  /** Which of them a text follows as it is. */
  public List<Boolean> strict(String text) {
    return all.stream().map(one -> one.strict(text)).toList();
  }

  /** Which of them one of the text's looser forms follows. */
  public List<Boolean> loose(String text) {
    return all.stream().map(one -> one.loose(text)).toList();
  }
}
