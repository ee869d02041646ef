package minitron.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import minitron.model.Parameters;
import minitron.tensor.Copies;
import minitron.tensor.Kernels;

/** The weights before the last update, which gave a loss that was a number. */
final class LastGood {
  private final NDList weights;
  private final NDList kept = new NDList();

  /** Room for the weights, which belongs to {@code owner}. */
  LastGood(Parameters parameters, NDManager owner) {
    this.weights = parameters.list();
    for (NDArray array : weights) {
      kept.add(owner.zeros(array.getShape()));
    }
  }

  /** Keeps the weights as they are now. */
  void keep(Kernels k) {
    Copies.all(k, kept, weights);
  }

  /** Gives the weights the values that were kept. */
  void bringBack(Kernels k) {
    Copies.all(k, weights, kept);
  }
}
