package minitron.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import minitron.Checkpoint;
import minitron.Doctor;
import minitron.model.ModelConfig;
import minitron.stage.MemoryPlan;
import minitron.tensor.Precision;
import minitron.train.TrainOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    description = {
      "Say what the toolkit runs on, and whether it works.",
      "With --memory: what each stage needs for a model, in GB, and whether that is there. The student is what --hidden, --mlp, --heads and --drop leave of the model, or --student."
    })
final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--memory",
      paramLabel = "MODEL",
      description = "A checkpoint, or a folder with a config.json alone.")
  String model;

  @Option(names = "--student", paramLabel = "MODEL", description = "The same of the student.")
  String student;

  @Mixin ShapeFlags shape;

  @Option(names = "--batch", defaultValue = "8", description = "Samples; ${DEFAULT-VALUE}.")
  int batch;

  @Option(names = "--length", defaultValue = "256", description = "Tokens; ${DEFAULT-VALUE}.")
  int length;

  @Option(names = "--dtype", paramLabel = "f32|bf16", description = "Of matrix products; f32.")
  Precision dtype = Precision.F32;

  @Mixin MemoryFlags memory;

  @Option(
      names = "--gpu",
      paramLabel = "NAME|GB",
      description = "Another device beside what is here: H100, or its memory in GB.")
  String gpu;

  @Override
  public Integer call() {
    if (model == null) {
      Doctor.report(System.out::println);
      return 0;
    }
    ModelConfig teacher = config(model);
    ModelConfig small = student == null ? shape.of(teacher) : config(student);
    System.out.println("teacher: " + teacher);
    System.out.println("student: " + small + "\n");
    MemoryPlan plan = Doctor.memory(teacher, small, options());
    System.out.println(gpu == null ? plan : plan.and(gpu));
    return 0;
  }

  private TrainOptions options() {
    TrainOptions options = TrainOptions.DEFAULT.batch(batch).length(length).precision(dtype);
    return memory.on(options);
  }

  private static ModelConfig config(String place) {
    Path file = Path.of(place).resolve("config.json");
    return Files.isRegularFile(file)
        ? Checkpoint.config(file.toString())
        : Checkpoint.load(place).config();
  }
}
