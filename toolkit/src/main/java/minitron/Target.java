package minitron;

import minitron.prune.WidthTarget;

/** How wide a trimmed model is to be: {@code Target.hidden(96).mlp(224)}. */
public final class Target {
  private Target() {}

  /** Keep this many hidden channels; other axes as they are. */
  public static WidthTarget hidden(int kept) {
    return WidthTarget.ALL.hidden(kept);
  }

  /** Keep this many neurons of every MLP; other axes as they are. */
  public static WidthTarget mlp(int kept) {
    return WidthTarget.ALL.mlp(kept);
  }

  /** Keep this many query heads of every layer; other axes as they are. */
  public static WidthTarget heads(int kept) {
    return WidthTarget.ALL.heads(kept);
  }
}
