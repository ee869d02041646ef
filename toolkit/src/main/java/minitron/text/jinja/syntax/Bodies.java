package minitron.text.jinja.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads statements one after the other, up to the tag that closes them. */
final class Bodies {
  private static final int MOST_DEEP = 100;

  private final Tokens tokens;
  private final Names names;
  private final ExpressionParser expressions;
  private final Supplier<List<Statement>> statement;
  private int depth;

  Bodies(
      Tokens tokens,
      Names names,
      ExpressionParser expressions,
      Supplier<List<Statement>> statement) {
    this.tokens = tokens;
    this.names = names;
    this.expressions = expressions;
    this.statement = statement;
  }

  /** Statements up to a tag of one of these names, which is left; none: up to the end. */
  List<Statement> until(Set<String> ends) {
    if (++depth > MOST_DEEP) {
      throw tokens.wrong("more than " + MOST_DEEP + " blocks within each other");
    }
    List<Statement> all = new ArrayList<>();
    while (!tokens.current().is(Token.Kind.END)) {
      Token token = tokens.take();
      if (token.is(Token.Kind.DATA)) {
        all.add(new Statement.Data(token.text()));
      } else if (token.is(Token.Kind.PRINT_BEGIN)) {
        all.add(new Statement.Print(expressions.tuple(expressions::expression, Optional.empty())));
        tokens.expect(Token.Kind.PRINT_END, "'}}'");
      } else {
        if (tokens.current().is(Token.Kind.NAME) && ends.contains(tokens.current().text())) {
          depth--;
          return all;
        }
        all.addAll(statement.get());
        tokens.expect(Token.Kind.BLOCK_END, "'%}'");
      }
    }
    if (!ends.isEmpty()) {
      throw tokens.wrong("a block is not closed; " + ends + " closes it");
    }
    return all;
  }

  /** The body of a tag, whose end or next part is left. */
  List<Statement> body(String... ends) {
    tokens.takeOperator(":");
    tokens.expect(Token.Kind.BLOCK_END, "'%}'");
    return until(Set.of(ends));
  }

  /** The body of a tag, with its end. */
  private List<Statement> whole(String end) {
    List<Statement> body = body(end);
    tokens.expectName(end);
    return body;
  }

  /** A body that is always rendered where it stands, so what it lacks is an error at once. */
  List<Statement> hard(String... ends) {
    int before = names.soft(0);
    List<Statement> body = ends.length == 1 ? whole(ends[0]) : body(ends);
    names.soft(before);
    return body;
  }

  /** A body that is a function of its own: loops around it cannot be left from inside. */
  List<Statement> function(String end) {
    int loops = names.loops(0);
    List<Statement> body = hard(end);
    names.loops(loops);
    return body;
  }
}
