package minitron.infer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import minitron.model.Layer;
import minitron.tensor.Packed;

/** A decoder layer whose weights are packed for writing, in the lists of {@link Packed#layer}. */
record PackedLayer(NDList norms, NDList weights, NDList biases) {
  /** Packs a layer; {@code owner} owns the copies. */
  static PackedLayer of(Layer layer, NDManager owner) {
    NDArray none = owner.create(new Shape(0));
    var weights = new NDList();
    var biases = new NDList();
    for (Layer.Linear linear :
        List.of(
            layer.q(), layer.k(), layer.v(), layer.o(), layer.gate(), layer.up(), layer.down())) {
      weights.add(Packed.of(linear.weight(), owner));
      biases.add(linear.bias() == null ? none : linear.bias());
    }
    var norms = new NDList(layer.inputLayernorm(), layer.postAttentionLayernorm());
    return new PackedLayer(
        Packed.list("norms", norms, owner),
        Packed.list("weights", weights, owner),
        Packed.list("biases", biases, owner));
  }
}
