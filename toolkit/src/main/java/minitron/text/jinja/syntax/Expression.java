package minitron.text.jinja.syntax;

import java.util.List;
import java.util.Optional;

/** What has a value. */
public sealed interface Expression {
  /** A value that is written out. */
  record Constant(Object value) implements Expression {}

  /** A variable. */
  record Name(String name) implements Expression {}

  /** {@code namespace.attribute}, where something is assigned to it. */
  record NamespaceTarget(String name, String attribute) implements Expression {}

  /** A list. */
  record ListLiteral(List<Expression> items) implements Expression {}

  /** A tuple; also the names that a tuple is taken apart into. */
  record TupleLiteral(List<Expression> items) implements Expression {}

  /** A dict. */
  record DictLiteral(List<Expression> keys, List<Expression> values) implements Expression {}

  /** {@code of.name}. */
  record Attribute(Expression of, String name) implements Expression {}

  /** {@code of[key]}. */
  record Item(Expression of, Expression key) implements Expression {}

  /** {@code from:to:step}, in brackets. */
  record Slice(Optional<Expression> from, Optional<Expression> to, Optional<Expression> step)
      implements Expression {}

  /**
   * What stands in parentheses.
   *
   * @param rest the list behind {@code *}
   * @param namedRest the dict behind {@code **}
   */
  record Passed(
      List<Expression> positional,
      List<String> names,
      List<Expression> named,
      Optional<Expression> rest,
      Optional<Expression> namedRest) {
    /** Nothing. */
    public static final Passed NOTHING =
        new Passed(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());
  }

  /** A function or macro that is called. */
  record Call(Expression of, Passed passed) implements Expression {}

  /**
   * {@code of | name(…)}.
   *
   * @param of empty at the head of a block, whose text it filters
   */
  record Filter(Optional<Expression> of, String name, Passed passed) implements Expression {}

  /** {@code of is name …}. */
  record Test(Expression of, String name, Passed passed) implements Expression {}

  /** Minus or plus before a value. */
  record Sign(String sign, Expression of) implements Expression {}

  /** {@code + - * / // % **}. */
  record Binary(String sign, Expression left, Expression right) implements Expression {}

  /** {@code ~}: the texts of values, one after the other. */
  record Concat(List<Expression> parts) implements Expression {}

  /**
   * A chain of comparisons.
   *
   * @param signs between first and others; also {@code in} and {@code not in}
   */
  record Compare(Expression first, List<String> signs, List<Expression> others)
      implements Expression {}

  /** {@code not}. */
  record Not(Expression of) implements Expression {}

  /** {@code and}: the first operand that is not true, or the last. */
  record And(Expression left, Expression right) implements Expression {}

  /** {@code or}: the first operand that is true, or the last. */
  record Or(Expression left, Expression right) implements Expression {}

  /** {@code then if test else otherwise}. */
  record Conditional(Expression test, Expression then, Optional<Expression> otherwise)
      implements Expression {}
}
