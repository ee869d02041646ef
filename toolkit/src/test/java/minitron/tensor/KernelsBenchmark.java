package minitron.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.concurrent.TimeUnit;
import minitron.bench.Bench;
import minitron.bench.BenchModels;
import minitron.model.ActivationHook;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.FreshModel;
import minitron.model.TokenBatch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a step is made of, on 2 samples of 256 tokens and a model with random weights. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class KernelsBenchmark {
  private static final int LAYERS = 2;
  private static final int VOCABULARY = 8192;
  private static final int HIDDEN = 512;
  private static final Shape STREAM = new Shape(2, 256, HIDDEN);

  private CausalLm model;
  private NDManager manager;
  private TokenBatch batch;
  private NDArray stream;
  private NDArray hidden;
  private Against tokens;
  private Against teacher;

  @Setup
  public void open() {
    model = FreshModel.of(BenchModels.of(LAYERS, HIDDEN, VOCABULARY), 1, null);
    manager = Engines.manager();
    batch = Bench.tokens(model, Math.toIntExact(STREAM.get(0)), Math.toIntExact(STREAM.get(1)));
    NDArray ids = batch.ids(manager);
    stream = manager.randomNormal(STREAM);
    hidden = stream.reshape(-1, HIDDEN);
    tokens = Against.tokens(ids.reshape(-1));
    teacher =
        Against.teacher(
            manager.randomNormal(hidden.getShape()),
            manager.randomNormal(new Shape(VOCABULARY, HIDDEN)));
  }

  @TearDown
  public void close() {
    manager.close();
    model.close();
  }

  /** A layer's forward pass. */
  @Benchmark
  public void layer() {
    try (NDManager scope = manager.newSubManager()) {
      Decoder decoder = model.decoder();
      decoder.layers(new Kernels(scope), 0, 1, stream, Precision.F32, ActivationHook.NONE);
    }
  }

  /** The cross-entropy of the head with its gradients. */
  @Benchmark
  public void crossEntropy() {
    head(tokens);
  }

  /** The divergence from a teacher with its gradients. */
  @Benchmark
  public void divergence() {
    head(teacher);
  }

  private void head(Against against) {
    try (NDManager scope = manager.newSubManager()) {
      Losses.head(new Kernels(scope), hidden, model.decoder().headVC(), against);
    }
  }

  /** A training step's loss and the gradients of all weights, without the update. */
  @Benchmark
  public void gradients() {
    try (NDManager scope = manager.newSubManager()) {
      Kernels k = new Kernels(scope);
      var whole = Gradients.Part.whole();
      model.decoder().backward(k, batch, Kernels.NONE, tokens, Backprop.F32, whole);
    }
  }
}
