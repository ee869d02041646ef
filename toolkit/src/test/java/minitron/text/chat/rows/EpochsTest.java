package minitron.text.chat.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import minitron.text.chat.LabelledIds;
import minitron.text.chat.Pack;
import org.junit.jupiter.api.Test;

/** Which conversations a step sees, and which none. */
class EpochsTest {
  /** Conversations of 1, 2 … tokens, of which all but the first are supervised. */
  private static List<LabelledIds> talks(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            size -> {
              var supervised = new BitSet();
              supervised.set(1, size);
              return LabelledIds.of(IntStream.range(0, size).toArray(), supervised);
            })
        .toList();
  }

  private static Epochs epochs(int count, int batch) {
    return new Epochs(talks(count).stream().map(Pack::of).toList(), 7, batch);
  }

  private static List<Integer> sizes(Epochs epochs, long from, long to) {
    return LongStream.range(from, to)
        .boxed()
        .flatMap(step -> epochs.at(step).stream().map(Pack::size))
        .collect(Collectors.toList());
  }

  @Test
  void everyEpochSeesEachOnceAndItsLastStepHasTheRest() {
    Epochs epochs = epochs(7, 3);
    assertEquals(3, epochs.steps());
    assertEquals(1, epochs.at(2).size());
    for (int epoch = 0; epoch < 3; epoch++) {
      List<Integer> seen = sizes(epochs, 3L * epoch, 3L * epoch + 3);
      assertEquals(7, seen.size());
      assertEquals(7, new TreeSet<>(seen).size());
    }
    assertNotEquals(sizes(epochs, 0, 3), sizes(epochs, 3, 6));
  }

  @Test
  void tokensAreCounted() {
    Epochs epochs = epochs(7, 3);
    for (long step = 0; step < 8; step++) {
      int sum = sizes(epochs, 0, step).stream().mapToInt(size -> size).sum();
      assertEquals(sum, epochs.tokensAt(step));
    }
    assertEquals(28, epochs.tokensAt(3));
    assertEquals(3, epochs.stepsTo(28));
    assertEquals(4, epochs.stepsTo(29));
    assertEquals(1, epochs.stepsTo(1));
    assertEquals(5, epochs.steps(1.5));
  }

  @Test
  void longOnesKeepTheirStartAndThoseWithNothingToLearnAreLeftOut() {
    Conversations all = Conversations.of("talk", talks(5), List.of());
    Cut cut = all.train(3);
    assertEquals(List.of(2, 3, 3, 3), cut.conversations().stream().map(LabelledIds::size).toList());
    assertEquals(
        "2 conversations were longer than 3 tokens and keep their start; 1 were left out, as none of their tokens is supervised.",
        cut.said().orElseThrow());
    assertTrue(
        Conversations.of("talk", talks(5).subList(1, 5), List.of()).train(9).said().isEmpty());
  }

  @Test
  void aSideIsHeldOut() {
    Conversations split = Conversations.of("talk", talks(5), List.of()).split(0.6);
    assertEquals(2, split.train(9).conversations().size()); // the first of three has no target
    assertEquals(2, split.heldOut(9).conversations().size());
    assertNotEquals(split.toString(), Conversations.of("talk", talks(5), List.of()).toString());
    var e = assertThrows(IllegalArgumentException.class, () -> split.split(0.1));
    assertTrue(e.getMessage().contains("leaves a side empty"), e.getMessage());
  }

  @Test
  void labelsAreInTheHash() {
    var none = LabelledIds.of(new int[] {0, 1}, new BitSet());
    String other = Conversations.of("talk", List.of(none), List.of()).toString();
    String one = Conversations.of("talk", talks(2).subList(1, 2), List.of()).toString();
    assertNotEquals(other.replaceFirst(".*SHA", ""), one.replaceFirst(".*SHA", ""));
  }
}
