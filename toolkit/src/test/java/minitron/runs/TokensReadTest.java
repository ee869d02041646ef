package minitron.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokensReadTest {
  private final List<String> told = new ArrayList<>();
  private final Progress progress =
      (done, total, note) -> told.add((done + " of " + total + " " + note).strip());

  @Test
  void aBatchMovesPartByPart() {
    var read = new TokensRead(progress, 16);
    Runnable part = read.parts(10, 3);
    part.run();
    part.run();
    part.run();
    read.batch(10);
    read.parts(6, 2).run();
    read.batch(6);
    assertEquals(
        List.of("0 of 16", "3 of 16", "6 of 16", "10 of 16", "10 of 16", "13 of 16", "16 of 16"),
        told);
  }

  @Test
  void aStopIsHeardInsideABatch() {
    var cancel = new Cancel();
    Runnable part = new TokensRead(stoppedBy(cancel), 16).parts(10, 3);
    part.run();
    cancel.request();
    assertThrows(StoppedInside.class, part::run);
  }

  @Test
  void thePartOfACallIsANoteBesideTheWhole() {
    var answered = new ArrayList<Integer>();
    Progress part = progress.part(answered::size, 5, "layers");
    part.at(1, 1200, "");
    answered.add(1);
    part.at(1200, 1200, "slowly");
    assertEquals(List.of("0 of 5 1 of 1,200 layers", "1 of 5 1,200 of 1,200 layers, slowly"), told);
  }

  @Test
  void thePartOfASilentCallIsSilentAndStopsWithIt() {
    var cancel = new Cancel();
    Progress part = stoppedBy(cancel).part(() -> 0, 5, "layers");
    part.at(1, 2, "");
    assertEquals(List.of(), told);
    assertEquals(false, part.cancelled());
    cancel.request();
    assertEquals(true, part.cancelled());
  }

  /** Shows nothing, and is over when a stop is asked for. */
  private Progress stoppedBy(Cancel cancel) {
    return new Progress() {
      @Override
      public void at(long done, long total, String note) {
        told.add(note);
      }

      @Override
      public boolean due() {
        return false;
      }

      @Override
      public boolean cancelled() {
        return cancel.asked();
      }
    };
  }
}
