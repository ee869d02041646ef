package minitron.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import minitron.tensor.LayerArrays;
import minitron.tensor.Losses;
import minitron.tensor.Precision;

/**
 * The products of a stage with the model's own weights, and nothing else of it: no attention, no
 * norm, no update. N rows, I inputs, O outputs of a product.
 *
 * @param calls how many calls
 */
record ProductsAlone(Calls calls) {
  /** Seconds of a pass; {@code headRows} tokens get logits. */
  double pass(CausalLm model, int rows, int headRows) {
    return seconds(model.decoder(), rows, headRows, false);
  }

  /** Seconds of a pass and the way back. */
  double step(CausalLm model, int rows) {
    return seconds(model.decoder(), rows, rows, true);
  }

  /** Seconds of so many tokens of each of some texts, with packed weights. */
  double writing(CausalLm model, int texts, int tokens) {
    try (NDManager manager = Engines.manager()) {
      Decoder packed = model.decoder().packed(new Kernels(manager));
      return tokens * seconds(packed, texts, texts, false);
    }
  }

  private double seconds(Decoder decoder, int rows, int headRows, boolean back) {
    try (NDManager manager = Engines.manager()) {
      var inputs = new Inputs(manager, new HashMap<>());
      return Timing.of(
              "", calls, Precision.F32, 1, () -> all(inputs, decoder, rows, headRows, back))
          .medianSeconds();
    }
  }

  private static int all(Inputs inputs, Decoder decoder, int rows, int headRows, boolean back) {
    for (LayerArrays layer : decoder.layers()) {
      layer.weights().stream()
          .filter(weight -> weight.size() > 0) // packed ones may stand in another's place
          .forEach(weight -> multiply(inputs, weight, rows, back));
    }
    int chunk = Math.toIntExact(Losses.chunk(decoder.headVC()));
    for (int done = 0; done < headRows; done += chunk) {
      multiply(inputs, decoder.headVC(), Math.min(chunk, headRows - done), back);
    }
    return rows;
  }

  private static void multiply(Inputs inputs, NDArray wOI, int rows, boolean back) {
    try (NDManager scope = inputs.manager.newSubManager()) {
      Kernels k = new Kernels(scope);
      NDArray xNI = inputs.of(rows, wOI.getShape().get(1));
      NDArray yNO = k.linear(xNI, wOI);
      if (back) {
        k.linear(yNO, turned(scope, wOI));
        k.linear(turned(scope, yNO), turned(scope, xNI));
      }
    }
  }

  /** A view that does not stay with the owner of what it shows. */
  private static NDArray turned(NDManager scope, NDArray x) {
    NDArray y = x.transpose();
    y.attach(scope);
    return y;
  }

  /** What is multiplied, made once. */
  private record Inputs(NDManager manager, Map<Shape, NDArray> made) {
    NDArray of(long rows, long width) {
      return made.computeIfAbsent(new Shape(rows, width), manager::ones);
    }
  }
}
