package minitron.text.chat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts whole conversations into samples of a length: best fit, the longest first. */
public final class Packing {
  private Packing() {}

  /**
   * As few samples as that finds. The longest conversation goes first, each into the fullest sample
   * that still has room for it; of equals the earlier.
   *
   * @param length tokens a sample, which no conversation may exceed
   */
  public static List<Pack> bestFit(List<LabelledIds> conversations, int length) {
    List<List<LabelledIds>> samples = new ArrayList<>();
    TreeMap<Integer, Deque<List<LabelledIds>>> byRoom = new TreeMap<>();
    List<LabelledIds> longestFirst = new ArrayList<>(conversations);
    longestFirst.sort(Comparator.comparing(LabelledIds::size).reversed());
    for (LabelledIds each : longestFirst) {
      if (each.size() > length) {
        throw new IllegalArgumentException(
            "A conversation of %d tokens fits no sample of %d.".formatted(each.size(), length));
      }
      Map.Entry<Integer, Deque<List<LabelledIds>>> fullest = byRoom.ceilingEntry(each.size());
      int room = fullest == null ? length : fullest.getKey();
      List<LabelledIds> sample = fullest == null ? begun(samples) : taken(byRoom, fullest);
      sample.add(each);
      byRoom.computeIfAbsent(room - each.size(), any -> new ArrayDeque<>()).add(sample);
    }
    return samples.stream().map(Pack::new).toList();
  }

  private static List<LabelledIds> begun(List<List<LabelledIds>> samples) {
    List<LabelledIds> sample = new ArrayList<>();
    samples.add(sample);
    return sample;
  }

  private static List<LabelledIds> taken(
      Map<Integer, Deque<List<LabelledIds>>> byRoom,
      Map.Entry<Integer, Deque<List<LabelledIds>>> entry) {
    List<LabelledIds> sample = entry.getValue().remove();
    if (entry.getValue().isEmpty()) {
      byRoom.remove(entry.getKey());
    }
    return sample;
  }
}
