package minitron.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import minitron.train.state.StepRecord;

/**
 * What steps have measured and the host has not looked at yet. To look is to wait until the device
 * is done; a step that nobody looks at can begin while the one before is still computed.
 */
final class Unread {
  /** So many at the most: after a loss that is no number, no more steps are made in vain. */
  private static final int MOST = 64;

  private final List<Double> rates = new ArrayList<>();
  private final NDList measured = new NDList();
  private long last;

  /**
   * A step.
   *
   * @param step counted from 1; the steps follow each other
   * @param lossAndNorm (2), which this owns from now on
   */
  void add(long step, double rate, NDArray lossAndNorm) {
    last = step;
    rates.add(rate);
    measured.add(lossAndNorm);
  }

  boolean isFull() {
    return measured.size() >= MOST;
  }

  /** All of them, in one look. */
  List<StepRecord> read(Batches data) {
    List<StepRecord> steps = new ArrayList<>();
    if (!measured.isEmpty()) {
      try (NDArray all = NDArrays.concat(measured)) {
        float[] numbers = all.toFloatArray();
        for (int i = 0; i < rates.size(); i++) {
          long step = last - rates.size() + 1 + i;
          float loss = numbers[2 * i];
          float norm = numbers[2 * i + 1];
          steps.add(new StepRecord(step, data.tokensAt(step), loss, rates.get(i), norm));
        }
      }
    }
    measured.close();
    measured.clear();
    rates.clear();
    return steps;
  }
}
