package minitron;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minitron.prune.Sensitivity;

/**
 * Some layers of a model, counted from 1 with both ends included, as in the paper's figures.
 *
 * @param numbers ascending, each once
 */
public record Layers(List<Integer> numbers) {
  private static final int MOST = 10_000;

  /** Sorts, and refuses a layer below 1. */
  public Layers {
    numbers = List.copyOf(new TreeSet<>(numbers));
    if (!numbers.isEmpty() && numbers.get(0) < 1) {
      throw new IllegalArgumentException(
          "There is no layer " + numbers.get(0) + ": layers are counted from 1.");
    }
  }

  /** Layers {@code first} to {@code last}, both included. */
  public static Layers range(int first, int last) {
    if (last < first) {
      throw new IllegalArgumentException(
          "Layers " + first + " to " + last + ": the last one comes before the first.");
    }
    if (last > MOST) {
      throw new IllegalArgumentException(
          "There is no layer " + last + ": no model has more than " + MOST + ".");
    }
    return new Layers(IntStream.rangeClosed(first, last).boxed().toList());
  }

  /** Single layers. */
  public static Layers of(int... numbers) {
    return new Layers(Arrays.stream(numbers).boxed().toList());
  }

  /** The layers of blocks that a sweep names. */
  public static Layers of(Sensitivity.Block... blocks) {
    return new Layers(
        Arrays.stream(blocks)
            .flatMap(b -> IntStream.rangeClosed(b.first(), b.last()).boxed())
            .toList());
  }

  /** Layers from text: {@code 6-11} or {@code 2,5,8-9}. */
  public static Layers parse(String text) {
    try {
      var all = new TreeSet<Integer>();
      for (String part : text.split(",", -1)) {
        String[] ends = part.strip().split("-", -1);
        if (ends.length > 2) {
          throw new NumberFormatException(part);
        }
        int first = Integer.parseInt(ends[0].strip());
        int last = ends.length == 1 ? first : Integer.parseInt(ends[1].strip());
        all.addAll(range(first, last).numbers);
      }
      return new Layers(List.copyOf(all));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' names no layers: write 6-11 or 2,5,8-9, counted from 1.", e);
    }
  }

  /** The layers of a model that are not these. */
  public Layers others(int layers) {
    return new Layers(
        IntStream.rangeClosed(1, layers).boxed().filter(n -> !numbers.contains(n)).toList());
  }

  /** The same, counted from 0 as in config.json and in Hugging Face's names. */
  public List<Integer> fromZero() {
    return numbers.stream().map(n -> n - 1).toList();
  }

  /** The same in Hugging Face's names: {@code model.layers.5 … model.layers.10}. */
  public String huggingFaceNames() {
    return runs(-1, "model.layers.", " … ");
  }

  /** As people write it: {@code 6–11} or {@code 2, 5, 8–9}. */
  @Override
  public String toString() {
    return runs(0, "", "–");
  }

  private String runs(int shift, String prefix, String to) {
    return numbers.stream()
        .filter(first -> !numbers.contains(first - 1))
        .map(
            first -> {
              int last = first;
              while (numbers.contains(last + 1)) {
                last++;
              }
              String start = prefix + (first + shift);
              return last == first ? start : start + to + prefix + (last + shift);
            })
        .collect(Collectors.joining(", "));
  }
}
