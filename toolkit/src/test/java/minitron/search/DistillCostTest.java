package minitron.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import minitron.Distill;
import minitron.Doctor;
import minitron.Fixtures;
import minitron.Paper;
import minitron.WhatIf;
import minitron.model.ModelConfig;
import org.junit.jupiter.api.Test;

/** What is told of a distillation, and of shapes, before there is a weight. */
class DistillCostTest {
  private final ModelConfig teacher = Fixtures.config(2);
  private final ModelConfig student = Fixtures.config(1);

  @Test
  void theTeacherReadsOnceAndTheStudentThrice() {
    double forward = new Roofline(teacher, 2).step(1, 8).flops() / 3 / 8;
    double step = new Roofline(student, 2).step(1, 8).flops() / 8;
    DistillCost cost = Distill.cost(teacher, student, Distill.options().tokens(1000).length(8));
    assertEquals(forward, cost.teacher());
    assertEquals(step, cost.student());
    assertEquals(1000 * (forward + step), cost.flops());
  }

  @Test
  void timeIsWorkOverSpeed() {
    var cost = new DistillCost(1_000_000_000, 1e9, 2e9, List.of());
    // 3e18 operations: at 1 TFLOP/s 3,000,000 s = 34.7 days; at 1000, 0.83 hours.
    DistillCost there = cost.on("one", 1).on("many", 1000).on("slow", .01);
    assertEquals(
        List.of("35 days", "0.8 hours", "9.5 years"), there.time().stringColumn("time").asList());
    assertThrows(IllegalArgumentException.class, () -> cost.on("none", 0));
  }

  /** 2 × 7.5 billion weights, attention, and 3 × 2 × 4.1 billion: near the usual 2 N + 6 N. */
  @Test
  void thePapersDistillationTakesSoMuch() {
    var paper = Paper.table3();
    DistillCost cost =
        Distill.cost(
            paper.config("Llama 3.1 8B"),
            paper.config("4B-Width"),
            Paper.table4().of("Llama-3.1-Minitron-4B"));
    double usual = 94e9 * (2 * 7.5e9 + 6 * 4.1e9);
    assertTrue(cost.flops() > usual && cost.flops() < 1.3 * usual, cost.toString());
  }

  @Test
  void shapesStandBelowEachOther() {
    Shapes shapes = WhatIf.shapes().add("teacher", teacher).add("student", student);
    assertEquals(List.of("teacher", "student"), shapes.table().stringColumn(0).asList());
    assertEquals(2, shapes.table().longColumn("layers").get(0));
    assertThrows(IllegalArgumentException.class, () -> shapes.add("teacher", student));
  }

  @Test
  void aGpuIsNamedByItsNameOrItsMemory() {
    var plan = Doctor.memory(teacher, student, Distill.options());
    assertTrue(plan.and("H100").table().columnNames().contains("H100, GB"));
    assertTrue(plan.and("24").table().columnNames().contains("24 GB, GB"));
  }
}
