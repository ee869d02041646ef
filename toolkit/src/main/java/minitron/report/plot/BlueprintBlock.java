package minitron.report.plot;

import java.util.List;

/**
 * A part of a {@link Blueprint} that is repeated, e.g. the layers of a model.
 *
 * @param times how often it stands there, one after the other
 * @param stages in their order
 */
public record BlueprintBlock(int times, List<Stage> stages) {
  /**
   * Boxes one after the other.
   *
   * @param adds whether the stage's output is added to its input
   */
  public record Stage(boolean adds, List<Box> boxes) {}

  /**
   * One part of a model.
   *
   * @param name decides the colour
   * @param detail its sizes
   * @param note its parameters
   */
  public record Box(String name, String detail, String note) {}
}
