package minitron.hub;

import minitron.runs.Progress;

/** How far a download is, in bytes; it is told in megabytes. */
final class Way {
  private static final long MEGA = 1_000_000;

  private final long all;
  private final Progress progress;
  private long passed;
  private long inside;

  Way(long all, Progress progress) {
    this.all = all;
    this.progress = progress;
  }

  /** So many bytes of the present file are there. */
  void at(long bytes) {
    inside = bytes;
    progress.at(done() / MEGA, total(), "");
  }

  /** A file of so many bytes is whole. */
  void passed(long bytes) {
    passed += bytes;
    inside = 0;
    progress.at(passed == all ? total() : passed / MEGA, total(), "");
  }

  /** Bytes that are there. */
  long done() {
    return passed + inside;
  }

  /** How a stop is told. */
  String stopped() {
    return "stopped on request after %s of %s: the same download goes on from there"
        .formatted(Downloaded.size(done()), Downloaded.size(all));
  }

  private long total() {
    return (all + MEGA - 1) / MEGA;
  }
}
