package minitron.text.jinja.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import minitron.text.jinja.syntax.Expression.Passed;

/**
 * Reads expressions, from the loosest operator to the tightest: {@code is} binds tighter than
 * {@code not}, a filter tighter than plus; a sign before a value belongs to it.
 */
final class ExpressionParser {
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final int MOST_DEEP = 200;

  private final Tokens tokens;
  private final PrimaryParser primaries;
  private final PostfixParser postfix;
  private int depth;

  ExpressionParser(Tokens tokens, Names names) {
    this.tokens = tokens;
    this.primaries = new PrimaryParser(tokens, names, this::expression);
    this.postfix = new PostfixParser(tokens, names, this::expression, primaries::primary);
  }

  Expression expression() {
    if (++depth > MOST_DEEP) {
      throw tokens.wrong("more than " + MOST_DEEP + " expressions within each other");
    }
    names().enterCondition();
    Expression value = or();
    boolean conditional = false;
    while (tokens.takeName("if")) {
      conditional = true;
      Expression test = or();
      Optional<Expression> otherwise =
          tokens.takeName("else") ? Optional.of(expression()) : Optional.empty();
      value = new Expression.Conditional(test, value, otherwise);
    }
    names().leaveCondition(conditional);
    depth--;
    return value;
  }

  private Names names() {
    return postfix.names();
  }

  /** What stands where no condition may follow. */
  Expression or() {
    Expression left = and();
    while (tokens.takeName("or")) {
      left = new Expression.Or(left, and());
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (tokens.takeName("and")) {
      left = new Expression.And(left, not());
    }
    return left;
  }

  private Expression not() {
    int nots = 0;
    while (tokens.takeName("not")) {
      nots++;
    }
    Expression value = compare();
    for (; nots > 0; nots--) {
      value = new Expression.Not(value);
    }
    return value;
  }

  private Expression compare() {
    Expression first = sum();
    List<String> signs = new ArrayList<>();
    List<Expression> others = new ArrayList<>();
    while (true) {
      Token token = tokens.current();
      if (token.is(Token.Kind.OPERATOR) && COMPARISONS.contains(token.text())) {
        signs.add(tokens.take().text());
      } else if (tokens.takeName("in")) {
        signs.add("in");
      } else if (token.isName("not") && tokens.following().isName("in")) {
        tokens.take();
        tokens.take();
        signs.add("not in");
      } else {
        return signs.isEmpty() ? first : new Expression.Compare(first, signs, others);
      }
      others.add(sum());
    }
  }

  private Expression sum() {
    return binary(this::concat, Set.of("+", "-"));
  }

  private Expression concat() {
    List<Expression> parts = new ArrayList<>(List.of(product()));
    while (tokens.takeOperator("~")) {
      parts.add(product());
    }
    return parts.size() == 1 ? parts.get(0) : new Expression.Concat(parts);
  }

  private Expression product() {
    return binary(() -> binary(() -> unary(true), Set.of("**")), Set.of("*", "/", "//", "%"));
  }

  private Expression binary(Supplier<Expression> operand, Set<String> signs) {
    Expression left = operand.get();
    while (tokens.current().is(Token.Kind.OPERATOR) && signs.contains(tokens.current().text())) {
      left = new Expression.Binary(tokens.take().text(), left, operand.get());
    }
    return left;
  }

  private Expression unary(boolean filters) {
    Token token = tokens.current();
    boolean signed = token.isOperator("-") || token.isOperator("+");
    if (signed) {
      tokens.take();
    }
    Expression value =
        postfix.postfix(
            signed ? new Expression.Sign(token.text(), unary(false)) : primaries.primary());
    return filters ? postfix.filtered(value) : value;
  }

  /** Values with commas between them, which are a tuple; a value alone is itself. */
  Expression tuple(Supplier<Expression> item, Optional<String> end) {
    return primaries.tuple(item, end, false);
  }

  /** A filter without an operand, and those behind it. */
  Expression filters(boolean named) {
    return postfix.filters(Optional.empty(), named);
  }

  Passed passed() {
    return postfix.passed();
  }
}
