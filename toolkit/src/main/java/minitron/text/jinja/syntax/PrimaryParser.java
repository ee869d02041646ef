package minitron.text.jinja.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads names, numbers, strings, and what stands in brackets. */
final class PrimaryParser {
  private final Tokens tokens;
  private final Names names;
  private final Supplier<Expression> expression;

  PrimaryParser(Tokens tokens, Names names, Supplier<Expression> expression) {
    this.tokens = tokens;
    this.names = names;
    this.expression = expression;
  }

  Expression primary() {
    Token token = tokens.take();
    return switch (token.kind()) {
      case NAME -> named(token.text());
      case STRING -> new Expression.Constant(joined(token.text()));
      case INTEGER, FLOAT -> new Expression.Constant(token.value());
      case OPERATOR -> bracketed(token);
      default ->
          throw Token.wrong(
              token.line(), "there is " + token.described() + " where a value is expected");
    };
  }

  private Expression named(String name) {
    return switch (name) {
      case "true", "True" -> new Expression.Constant(true);
      case "false", "False" -> new Expression.Constant(false);
      case "none", "None" -> new Expression.Constant(null);
      default -> {
        names.read(name);
        yield new Expression.Name(name);
      }
    };
  }

  /** Strings that stand beside each other are one. */
  private String joined(String first) {
    var text = new StringBuilder(first);
    while (tokens.current().is(Token.Kind.STRING)) {
      text.append(tokens.take().text());
    }
    return text.toString();
  }

  private Expression bracketed(Token token) {
    switch (token.text()) {
      case "(" -> {
        Expression value = tuple(expression, Optional.empty(), true);
        tokens.expectOperator(")");
        return value;
      }
      case "[" -> {
        return new Expression.ListLiteral(list("]"));
      }
      case "{" -> {
        return dict();
      }
      default ->
          throw Token.wrong(
              token.line(), "'" + token.text() + "' stands where a value is expected");
    }
  }

  private List<Expression> list(String close) {
    List<Expression> items = new ArrayList<>();
    while (!tokens.takeOperator(close)) {
      if (!items.isEmpty()) {
        tokens.expectOperator(",");
        if (tokens.takeOperator(close)) {
          break;
        }
      }
      items.add(expression.get());
    }
    return items;
  }

  private Expression dict() {
    List<Expression> keys = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!tokens.takeOperator("}")) {
      if (!keys.isEmpty()) {
        tokens.expectOperator(",");
        if (tokens.takeOperator("}")) {
          break;
        }
      }
      keys.add(expression.get());
      tokens.expectOperator(":");
      values.add(expression.get());
    }
    return new Expression.DictLiteral(keys, values);
  }

  /**
   * Values with commas between them, which are a tuple; a value alone is itself.
   *
   * @param item reads one
   * @param end a name that may end it
   * @param empty whether it may have none
   */
  Expression tuple(Supplier<Expression> item, Optional<String> end, boolean empty) {
    List<Expression> items = new ArrayList<>();
    boolean comma = false;
    while (!isTupleEnd(end)) {
      items.add(item.get());
      if (!tokens.takeOperator(",")) {
        break;
      }
      comma = true;
    }
    if (items.size() == 1 && !comma) {
      return items.get(0);
    }
    if (items.isEmpty() && !empty) {
      throw tokens.unexpected("a value");
    }
    return new Expression.TupleLiteral(items);
  }

  private boolean isTupleEnd(Optional<String> end) {
    Token token = tokens.current();
    return token.is(Token.Kind.PRINT_END)
        || token.is(Token.Kind.BLOCK_END)
        || token.isOperator(")")
        || end.filter(token::isName).isPresent();
  }
}
