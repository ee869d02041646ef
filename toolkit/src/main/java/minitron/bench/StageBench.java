package minitron.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import minitron.bench.Stages.Stage;
import minitron.model.CausalLm;
import minitron.model.ModelConfig;
import minitron.model.TokenBatch;
import minitron.search.Roofline.Work;
import minitron.tensor.Engines;
import minitron.tensor.Hardware;
import minitron.tensor.Precision;

/**
 * Measures every stage in float32, and the machine between them.
 *
 * @param calls how many calls of each
 * @param batch samples of {@code length} tokens; writing has 1 and {@code batch} texts
 * @param prompt tokens of a text before those that are written
 * @param more tokens that are written
 */
public record StageBench(
    Calls calls, CausalLm teacher, CausalLm student, int batch, int length, int prompt, int more) {
  /** The stages one after the other. The machine is as fast as at its best moment. */
  public Stages measure() {
    Hardware one = Engines.withOneThread(Hardware::measured);
    Hardware machine = Hardware.measured();
    List<Supplier<Stage>> all =
        List.of(
            this::forward,
            this::score,
            this::distill,
            this::train,
            this::calibrate,
            () -> generate(1),
            () -> generate(batch));
    List<Stage> stages = new ArrayList<>();
    for (Supplier<Stage> stage : all) {
      stages.add(stage.get());
      machine = machine.orBetter(Hardware.measured());
    }
    one = one.orBetter(Engines.withOneThread(Hardware::measured));
    return new Stages(one, machine, List.copyOf(stages));
  }

  private Stage forward() {
    double products = alone().pass(teacher, batch * length, 0);
    Timing timing = bench().forward(teacher, tokens(), Precision.F32);
    return stage("forward", LeastWork.forward(config(), batch, length), products, timing);
  }

  private Stage score() {
    double products = alone().pass(teacher, batch * length, batch * (length - 1));
    Timing timing = bench().score(teacher, tokens(), Precision.F32);
    Work work = LeastWork.logits(config(), batch, length, length - 1);
    return stage("score", work, products, timing);
  }

  private Stage distill() {
    int rows = batch * length;
    double products = alone().pass(teacher, rows, rows) + alone().step(student, rows);
    Timing timing = training().distill(teacher, student, tokens(), Precision.F32);
    Work work = LeastWork.distill(config(), student.config(), batch, length);
    return stage("distill", work, products, timing);
  }

  private Stage train() {
    double products = alone().step(teacher, batch * length);
    Timing timing = training().step(teacher, tokens(), Precision.F32);
    return stage("train", LeastWork.roofline(config()).step(batch, length), products, timing);
  }

  private Stage calibrate() {
    double products = alone().pass(teacher, batch * length, 0);
    Timing timing = bench().calibrate(teacher, tokens());
    return stage("calibrate", LeastWork.forward(config(), batch, length), products, timing);
  }

  private Stage generate(int texts) {
    double products =
        alone().pass(teacher, texts * prompt, texts) + alone().writing(teacher, texts, more - 1);
    Timing timing = bench().generate(teacher, texts, prompt, more);
    List<Work> parts = LeastWork.generate(config(), texts, prompt, more);
    return new Stage("generate " + texts, parts, products, timing.medianSeconds(), timing.count());
  }

  private static Stage stage(String name, Work work, double products, Timing timing) {
    return new Stage(name, List.of(work), products, timing.medianSeconds(), timing.count());
  }

  private ModelConfig config() {
    return teacher.config();
  }

  private TokenBatch tokens() {
    return Bench.tokens(teacher, batch, length);
  }

  private Bench bench() {
    return new Bench(calls);
  }

  private BenchTraining training() {
    return new BenchTraining(calls);
  }

  private ProductsAlone alone() {
    return new ProductsAlone(calls);
  }
}
