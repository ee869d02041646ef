package minitron.report;

/** A thing that a notebook shows as HTML of its own, and a console as its text. */
public interface Drawn {
  /** It as HTML: no script, no style sheet. */
  String html();
}
