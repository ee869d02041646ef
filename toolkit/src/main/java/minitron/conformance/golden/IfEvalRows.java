package minitron.conformance.golden;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import minitron.eval.ask.GeneratedInstance;
import minitron.eval.ifeval.Instruction;
import minitron.eval.ifeval.Instructions;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Sample;
import minitron.eval.task.FollowInstructions;
import minitron.eval.tasks.IfEval;

/** IFEval's rows: one instruction, one document, and all documents of a file. */
final class IfEvalRows {
  private IfEvalRows() {}

  static Map<String, GoldenCheck> kinds() {
    return Map.of(
        "ifeval_instruction", (row, folder) -> instruction(row),
        "ifeval_document", (row, folder) -> document(row),
        "ifeval_aggregate", IfEvalRows::aggregate);
  }

  private static Optional<String> instruction(GoldenRow row) {
    Instruction asked = Instruction.of(row.text("instruction_id"), row.object("kwargs"));
    String response = row.text("response");
    return GoldenCheck.equal("strict", row.truth("strict"), asked.strict(response))
        .or(() -> GoldenCheck.equal("loose", row.truth("loose"), asked.loose(response)));
  }

  private static Optional<String> document(GoldenRow row) {
    return GoldenCheck.equal("the verdict", row.object("expected"), sample(row).judged());
  }

  private static Optional<String> aggregate(GoldenRow row, GoldenFolder folder) {
    List<Sample> samples =
        folder.beside(row, "ifeval_document").stream().map(IfEvalRows::sample).toList();
    Map<String, Object> expected = row.object("expected");
    return IfEval.TASK.outputType().metrics().stream()
        .flatMap(metric -> aggregate(metric, expected, samples))
        .findFirst();
  }

  private static Stream<String> aggregate(
      Metric metric, Map<String, Object> expected, List<Sample> samples) {
    Estimate estimate = metric.aggregation().apply(metric.values(samples));
    String name = metric.name();
    Optional<String> value =
        GoldenCheck.close(name, ((Number) expected.get(name)).doubleValue(), estimate.value());
    return value.or(() -> error(expected.get(name + "_stderr"), name, estimate)).stream();
  }

  private static Optional<String> error(Object expected, String name, Estimate estimate) {
    return expected instanceof Number number && estimate.standardError().isPresent()
        ? GoldenCheck.close(
            name + "_stderr", number.doubleValue(), estimate.standardError().getAsDouble())
        : GoldenCheck.equal(
            name + "_stderr", expected, estimate.standardError().isEmpty() ? "N/A" : estimate);
  }

  private static Sample sample(GoldenRow row) {
    Instructions asked =
        Instructions.of(texts(row.list("instruction_id_list")), kwargs(row.list("kwargs")));
    var answer =
        new GeneratedInstance(row.text("prompt"), Map.of(), row.text("response"), Optional.empty());
    return FollowInstructions.processResults(0, asked, answer);
  }

  private static List<String> texts(List<Object> ids) {
    return ids.stream().map(String.class::cast).toList();
  }

  @SuppressWarnings("unchecked") // an object's keys are texts
  private static List<Map<String, Object>> kwargs(List<Object> values) {
    return values.stream().map(value -> (Map<String, Object>) value).toList();
  }
}
