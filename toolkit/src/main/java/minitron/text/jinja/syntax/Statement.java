package minitron.text.jinja.syntax;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a template does, one thing after the other. */
public sealed interface Statement {
  /** Text that is printed as it is. */
  record Data(String text) implements Statement {}

  /** An expression whose value is printed. */
  record Print(Expression value) implements Statement {}

  /** A condition: the body of the first branch whose test holds, or the last body. */
  record If(List<Branch> branches, List<Statement> otherwise) implements Statement {}

  /** A test and what is done where it holds. */
  record Branch(Expression test, List<Statement> body) {}

  /** A loop. */
  record For(
      Expression target,
      Expression over,
      Optional<Expression> test,
      boolean recursive,
      List<Statement> body,
      List<Statement> otherwise)
      implements Statement {}

  /** Leaves a loop. */
  record Break() implements Statement {}

  /** Goes on with a loop's next item. */
  record Continue() implements Statement {}

  /** {@code set target = value}. */
  record Assign(Expression target, Expression value) implements Statement {}

  /**
   * A block whose text a variable gets.
   *
   * @param filter what it goes through, a chain whose first has no operand
   */
  record AssignBlock(Expression target, Optional<Expression> filter, List<Statement> body)
      implements Statement {}

  /** A block whose text goes through a filter. */
  record FilterBlock(Expression filter, List<Statement> body) implements Statement {}

  /** Variables for a block alone. */
  record With(List<Expression> targets, List<Expression> values, List<Statement> body)
      implements Statement {}

  /**
   * Names of parameters; the last ones have defaults.
   *
   * @param names of all
   * @param specials those of {@code caller}, {@code varargs} and {@code kwargs} that the body reads
   */
  record Signature(List<String> names, List<Expression> defaults, Set<String> specials) {}

  /** A macro. */
  record Macro(String name, Signature signature, List<Statement> body) implements Statement {}

  /** A macro that is called with a block. */
  record CallBlock(Signature signature, Expression.Call call, List<Statement> body)
      implements Statement {}

  /** What an assistant says, whose place in the text is kept. */
  record Generation(Signature signature, List<Statement> body) implements Statement {}
}
