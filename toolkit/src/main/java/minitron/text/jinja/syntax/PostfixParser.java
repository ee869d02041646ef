package minitron.text.jinja.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import minitron.text.jinja.syntax.Expression.Passed;

/** Reads what stands behind a value: attributes, items, calls, filters and tests. */
final class PostfixParser {
  private static final Set<Token.Kind> LITERALS =
      Set.of(Token.Kind.NAME, Token.Kind.STRING, Token.Kind.INTEGER, Token.Kind.FLOAT);
  private static final Set<String> NO_OPERANDS = Set.of("else", "or", "and");

  private final Tokens tokens;
  private final Names names;
  private final Supplier<Expression> expression;
  private final Supplier<Expression> primary;

  PostfixParser(
      Tokens tokens, Names names, Supplier<Expression> expression, Supplier<Expression> primary) {
    this.tokens = tokens;
    this.names = names;
    this.expression = expression;
    this.primary = primary;
  }

  Names names() {
    return names;
  }

  Expression postfix(Expression of) {
    Expression value = of;
    while (true) {
      if (tokens.takeOperator(".")) {
        value = attribute(value);
      } else if (tokens.takeOperator("[")) {
        value = new Expression.Item(value, subscript());
      } else if (tokens.current().isOperator("(")) {
        value = new Expression.Call(value, passed());
      } else {
        return value;
      }
    }
  }

  private Expression attribute(Expression of) {
    if (tokens.current().is(Token.Kind.INTEGER)) {
      return new Expression.Item(of, new Expression.Constant(tokens.take().value()));
    }
    return new Expression.Attribute(of, tokens.expectName());
  }

  private Expression subscript() {
    List<Expression> keys = new ArrayList<>();
    do {
      keys.add(key());
    } while (tokens.takeOperator(","));
    tokens.expectOperator("]");
    return keys.size() == 1 ? keys.get(0) : new Expression.TupleLiteral(keys);
  }

  private Expression key() {
    Optional<Expression> from = Optional.empty();
    if (!tokens.current().isOperator(":")) {
      Expression key = expression.get();
      if (!tokens.current().isOperator(":")) {
        return key;
      }
      from = Optional.of(key);
    }
    tokens.expectOperator(":");
    Optional<Expression> to = bound();
    Optional<Expression> step = tokens.takeOperator(":") ? bound() : Optional.empty();
    return new Expression.Slice(from, to, step);
  }

  private Optional<Expression> bound() {
    Token token = tokens.current();
    boolean none = token.isOperator(":") || token.isOperator("]") || token.isOperator(",");
    return none ? Optional.empty() : Optional.of(expression.get());
  }

  /** What is passed, in parentheses. */
  Passed passed() {
    tokens.expectOperator("(");
    List<Expression> positional = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    List<Expression> named = new ArrayList<>();
    Optional<Expression> rest = Optional.empty();
    Optional<Expression> namedRest = Optional.empty();
    boolean first = true;
    while (!tokens.current().isOperator(")")) {
      if (!first) {
        tokens.expectOperator(",");
        if (tokens.current().isOperator(")")) {
          break;
        }
      }
      first = false;
      if (rest.isEmpty() && namedRest.isEmpty() && tokens.takeOperator("*")) {
        rest = Optional.of(expression.get());
      } else if (namedRest.isEmpty() && tokens.takeOperator("**")) {
        namedRest = Optional.of(expression.get());
      } else if (tokens.current().is(Token.Kind.NAME) && tokens.following().isOperator("=")) {
        require(namedRest.isEmpty());
        keys.add(tokens.take().text());
        tokens.take();
        named.add(expression.get());
      } else {
        require(rest.isEmpty() && namedRest.isEmpty() && keys.isEmpty());
        positional.add(expression.get());
      }
    }
    tokens.expectOperator(")");
    return new Passed(positional, keys, named, rest, namedRest);
  }

  private void require(boolean ordered) {
    if (!ordered) {
      throw tokens.wrong("the arguments of a call stand in an order that is not allowed");
    }
  }

  /** A value with the filters and tests behind it. */
  Expression filtered(Expression of) {
    Expression value = of;
    while (true) {
      if (tokens.current().isOperator("|")) {
        value = filters(Optional.of(value), false);
      } else if (tokens.takeName("is")) {
        value = test(value);
      } else if (tokens.current().isOperator("(")) {
        value = new Expression.Call(value, passed());
      } else {
        return value;
      }
    }
  }

  /**
   * Filters, one behind the other.
   *
   * @param named whether the first stands without a bar before it
   */
  Expression filters(Optional<Expression> of, boolean named) {
    Optional<Expression> value = of;
    boolean inline = named;
    while (inline || tokens.takeOperator("|")) {
      inline = false;
      String name = dotted();
      names.filter(name, tokens);
      Passed passed = tokens.current().isOperator("(") ? passed() : Passed.NOTHING;
      value = Optional.of(new Expression.Filter(value, name, passed));
    }
    return value.orElseThrow(() -> tokens.unexpected("a filter"));
  }

  private String dotted() {
    var name = new StringBuilder(tokens.expectName());
    while (tokens.takeOperator(".")) {
      name.append('.').append(tokens.expectName());
    }
    return name.toString();
  }

  private Expression test(Expression of) {
    boolean negated = tokens.takeName("not");
    String name = dotted();
    Passed passed = Passed.NOTHING;
    Token token = tokens.current();
    if (token.isOperator("(")) {
      passed = passed();
    } else if (isOperand(token)) {
      if (token.isName("is")) {
        throw tokens.wrong("tests cannot be chained with 'is'");
      }
      passed = only(postfix(primary.get()));
    }
    names.test(name, tokens);
    Expression test = new Expression.Test(of, name, passed);
    return negated ? new Expression.Not(test) : test;
  }

  private static Passed only(Expression operand) {
    return new Passed(List.of(operand), List.of(), List.of(), Optional.empty(), Optional.empty());
  }

  private static boolean isOperand(Token token) {
    boolean opens = token.isOperator("[") || token.isOperator("{");
    boolean literal = LITERALS.contains(token.kind());
    return opens || (literal && !(token.is(Token.Kind.NAME) && NO_OPERANDS.contains(token.text())));
  }
}
