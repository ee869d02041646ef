package minitron.eval.bfcl.python;

/** The levels of an expression that others stand in. */
interface PyExpressions {
  PyTokens tokens();

  /** Anything but {@code name := …} and {@code *…}. */
  PyNode expression();

  /** An expression, or {@code name := …}. */
  PyNode named();

  /** The same, or {@code *…}. */
  PyNode starredOrNamed();

  /** Without {@code if … else}. */
  PyNode disjunction();

  /** What may follow a star: down from {@code |}. */
  PyNode bitwiseOr();

  /** {@code yield …}, which stands in brackets alone. */
  PyNode yielded();

  /** A name or what has an attribute or index: what is assigned to. */
  PyNode primary();
}
