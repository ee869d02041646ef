package minitron.text.jinja.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import minitron.text.jinja.syntax.Statement.Signature;

/** Reads what values are given to: variables, and the parameters of macros. */
final class TargetParser {
  private static final Set<String> CONSTANTS =
      Set.of("true", "false", "none", "True", "False", "None");
  private static final Set<String> SPECIALS = Set.of("caller", "kwargs", "varargs");

  private final Tokens tokens;
  private final Names names;
  private final ExpressionParser expressions;

  TargetParser(Tokens tokens, Names names, ExpressionParser expressions) {
    this.tokens = tokens;
    this.names = names;
    this.expressions = expressions;
  }

  /** One name, or several with commas between them, that something is assigned to. */
  Expression target(Optional<String> end) {
    return expressions.tuple(() -> simple(end.isEmpty()), end);
  }

  Expression simple(boolean namespaces) {
    if (tokens.takeOperator("(")) {
      Expression inner = expressions.tuple(() -> simple(false), Optional.empty());
      tokens.expectOperator(")");
      return inner;
    }
    String name = name();
    return namespaces && tokens.takeOperator(".")
        ? new Expression.NamespaceTarget(name, tokens.expectName())
        : new Expression.Name(name);
  }

  String name() {
    String name = tokens.expectName();
    if (CONSTANTS.contains(name)) {
      throw tokens.wrong("nothing can be assigned to '" + name + "'");
    }
    return name;
  }

  Signature special(Signature head, int reads) {
    Set<String> specials = new TreeSet<>(SPECIALS);
    specials.retainAll(names.readSince(reads));
    specials.removeAll(head.names());
    return new Signature(head.names(), head.defaults(), specials);
  }

  Signature signature() {
    tokens.expectOperator("(");
    List<String> all = new ArrayList<>();
    List<Expression> defaults = new ArrayList<>();
    while (!tokens.takeOperator(")")) {
      if (!all.isEmpty()) {
        tokens.expectOperator(",");
      }
      all.add(name());
      if (tokens.takeOperator("=")) {
        defaults.add(expressions.expression());
      } else if (!defaults.isEmpty()) {
        throw tokens.wrong("a parameter without a default stands behind one that has one");
      }
    }
    return new Signature(all, defaults, Set.of());
  }
}
