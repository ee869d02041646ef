package minitron.eval.bfcl.python;

/** Python's {@code ...}. */
enum Ellipsis {
  VALUE
}
