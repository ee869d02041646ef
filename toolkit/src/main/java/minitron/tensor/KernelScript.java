package minitron.tensor;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The texts of kernels beside this class, loaded once, and how their methods are called. Nothing
 * that they compute has a graph.
 */
final class KernelScript {
  private static final List<String> KERNELS = List.of("kernels.py", "attention.py", "optimiser.py");

  /** Rows, width and outputs of products by which oneDNN is tried. */
  private static final long[][] TRIED = {
    {64, 24, 40}, {65, 96, 256}, {200, 64, 172}, {128, 172, 64}, {100, 176, 321}
  };

  /** The kernels with the products of oneDNN, where libtorch has it and they are right. */
  private static final Optional<PtSymbolBlock> ONEDNN = oneDnn();

  private static final PtSymbolBlock MODULE = ONEDNN.orElseGet(() -> load("plain.py"));

  /** So many shapes, and letters of the reason, are told of a call that failed. */
  private static final int SHAPES_TOLD = 8;

  private static final int REASON_TOLD = 200;

  private KernelScript() {}

  private static Optional<PtSymbolBlock> oneDnn() {
    try {
      PtSymbolBlock module = load("onednn.py");
      boolean right = Stream.of(TRIED).allMatch(sizes -> isTrue(module, "right", sizes));
      return right ? Optional.of(module) : Optional.empty();
    } catch (EngineException e) {
      return Optional.empty(); // this libtorch lacks an operator
    }
  }

  private static boolean isTrue(PtSymbolBlock module, String method, long... numbers) {
    IValue[] inputs = LongStream.of(numbers).mapToObj(IValue::from).toArray(IValue[]::new);
    try (IValue answer = IValueUtils.runMethod(module, method, inputs)) {
      return answer.toBoolean();
    } finally {
      Stream.of(inputs).forEach(IValue::close);
    }
  }

  /** Whether the products are oneDNN's, so that weights of a type can be packed. */
  static boolean packs(long type) {
    return ONEDNN.isPresent() && isTrue(ONEDNN.get(), "packs", type);
  }

  /** The kernels, with the products of another text. */
  private static PtSymbolBlock load(String products) {
    String text =
        Stream.concat(KERNELS.stream(), Stream.of(products))
            .map(KernelScript::read)
            .collect(Collectors.joining("\n"));
    return TorchScript.load(Engines.engine().newBaseManager(), text);
  }

  private static String read(String resource) {
    try (InputStream text = KernelScript.class.getResourceAsStream(resource)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Calls a method of the script.
   *
   * @param out the owner of the results
   * @param arguments arrays, lists of arrays, whole numbers and lists of them, real numbers, flags
   *     and texts, in the method's order
   */
  static NDList call(NDManager out, String method, Object... arguments) {
    var inputs = new IValue[arguments.length];
    try {
      for (int i = 0; i < inputs.length; i++) { // no stream: this is called for every layer
        inputs[i] = value(arguments[i]);
      }
      JniUtils.setGraphExecutorOptimize(false);
      try (IValue result = IValueUtils.runMethod(MODULE, method, inputs)) {
        return result.toNDList((PtNDManager) out);
      }
    } catch (EngineException e) {
      throw failed(method, arguments, e);
    } finally {
      for (IValue input : inputs) {
        if (input != null) {
          input.close();
        }
      }
    }
  }

  private static IValue value(Object argument) {
    if (argument instanceof PtNDArray array) {
      return IValue.from(array);
    }
    if (argument instanceof NDList arrays) {
      return IValue.listFrom(arrays.toArray(new PtNDArray[0]));
    }
    if (argument instanceof long[] numbers) {
      return IValue.listFrom(numbers);
    }
    if (argument instanceof Boolean flag) {
      return IValue.from(flag.booleanValue());
    }
    if (argument instanceof String text) {
      return IValue.from(text);
    }
    return argument instanceof Double real
        ? IValue.from(real.doubleValue())
        : IValue.from(((Number) argument).longValue());
  }

  /** libtorch's own message is a trace of many lines, whose last one says what is wrong. */
  private static EngineException failed(String method, Object[] arguments, EngineException e) {
    String shapes =
        Stream.of(arguments)
            .flatMap(
                argument -> argument instanceof NDList all ? all.stream() : Stream.of(argument))
            .filter(NDArray.class::isInstance)
            .map(array -> ((NDArray) array).getShape())
            .filter(shape -> shape.dimension() > 0)
            .limit(SHAPES_TOLD)
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    String told = String.valueOf(e.getMessage()).strip();
    String last = told.substring(told.lastIndexOf('\n') + 1).replaceFirst("^\\w+Error: ", "");
    String why =
        last.contains("allocate memory") || last.contains("out of memory")
            ? "there is too little memory; ask for a smaller batch or length"
            : last.substring(0, Math.min(last.length(), REASON_TOLD));
    return new EngineException(
        "libtorch failed in %s with arrays of %s: %s".formatted(method, shapes, why), e);
  }
}
