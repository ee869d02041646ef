package minitron.report;

/** Something that a notebook shows as HTML, and a console as its {@code toString()}. */
public interface HtmlView {
  /** Its HTML, without a script or a style sheet. */
  String html();
}
