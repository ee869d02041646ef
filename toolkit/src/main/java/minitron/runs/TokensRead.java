package minitron.runs;

/**
 * Tells how many tokens a model has read: after each batch and, as a batch of a large model takes
 * minutes, after each part of one. Used by one thread.
 */
public final class TokensRead {
  private final Progress progress;
  private final long all;
  private long before; // tokens of the batches that are through

  /** Nothing is read yet: a rate counts from here. */
  public TokensRead(Progress progress, long all) {
    this.progress = progress;
    this.all = all;
    progress.at(0, all, "");
  }

  /**
   * The next batch has parts of like work, such as layers.
   *
   * @param tokens of the batch
   * @return to be run when a part is through; before the last it throws {@link StoppedInside} when
   *     it is to stop
   */
  public Runnable parts(long tokens, long parts) {
    long[] through = {0};
    return () -> {
      progress.at(before + tokens * ++through[0] / parts, all, "");
      if (through[0] < parts && progress.cancelled()) {
        throw new StoppedInside();
      }
    };
  }

  /** A batch of so many tokens is through. */
  public void batch(long tokens) {
    before += tokens;
    progress.at(before, all, "");
  }
}
