package minitron.text.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whole conversations go where they fit best. */
class PackingTest {
  private static List<LabelledIds> talks(int... sizes) {
    return IntStream.of(sizes)
        .mapToObj(size -> LabelledIds.of(new int[size], new BitSet()))
        .toList();
  }

  private static List<List<Integer>> packed(int length, int... sizes) {
    return Packing.bestFit(talks(sizes), length).stream()
        .map(pack -> pack.conversations().stream().map(LabelledIds::size).toList())
        .toList();
  }

  @Test
  void theLongestGoesFirstIntoTheFullestThatHasRoom() {
    assertEquals(List.of(List.of(5, 1), List.of(4, 2), List.of(3, 3)), packed(6, 1, 3, 5, 2, 3, 4));
    // 3 would fit beside 4, too, but leaves less room beside 7.
    assertEquals(List.of(List.of(7, 3), List.of(4)), packed(10, 3, 4, 7));
  }

  @Test
  void nothingIsCut() {
    assertEquals(List.of(List.of(4), List.of(4), List.of(4)), packed(7, 4, 4, 4));
    var e = assertThrows(IllegalArgumentException.class, () -> packed(6, 7));
    assertEquals("A conversation of 7 tokens fits no sample of 6.", e.getMessage());
  }
}
