package minitron.text.jinja.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minitron.text.jinja.syntax.Statement.Branch;
import minitron.text.jinja.syntax.Statement.Signature;

/** Reads the statements of a template. */
public final class TemplateParser {
  private static final Set<String> OUTSIDE =
      Set.of("block", "extends", "include", "import", "from", "autoescape");

  private static final Signature NO_PARAMETERS = new Signature(List.of(), List.of(), Set.of());

  private final Tokens tokens;
  private final Names names;
  private final ExpressionParser expressions;
  private final TargetParser targets;
  private final Bodies bodies;

  private TemplateParser(Tokens tokens, Names names) {
    this.tokens = tokens;
    this.names = names;
    this.expressions = new ExpressionParser(tokens, names);
    this.bodies = new Bodies(tokens, names, expressions, this::statement);
    this.targets = new TargetParser(tokens, names, expressions);
  }

  /**
   * The statements of a template.
   *
   * @param filters the names of those that there are
   * @param tests likewise
   * @throws IllegalArgumentException naming the line of what cannot be read, or is not known here
   */
  public static List<Statement> parse(String source, Set<String> filters, Set<String> tests) {
    var names = new Names(filters, tests);
    var parser = new TemplateParser(new Tokens(Lexer.tokens(source)), names);
    List<Statement> all = parser.bodies.until(Set.of());
    names.check();
    return all;
  }

  private List<Statement> statement() {
    String tag = tokens.expectName();
    return switch (tag) {
      case "for" -> List.of(loop());
      case "if" -> List.of(condition());
      case "set" -> List.of(set());
      case "macro" -> List.of(macro());
      case "call" -> List.of(call());
      case "filter" ->
          List.of(new Statement.FilterBlock(expressions.filters(true), bodies.hard("endfilter")));
      case "with" -> List.of(with());
      case "generation" -> List.of(generation());
      case "break", "continue" -> List.of(jump(tag));
      case "print" -> prints();
      default ->
          throw tokens.wrong(
              OUTSIDE.contains(tag)
                  ? "the tag '" + tag + "' is not known here; chat templates do without it"
                  : "Encountered unknown tag '" + tag + "'.");
    };
  }

  private List<Statement> prints() {
    List<Statement> all = new ArrayList<>();
    do {
      all.add(new Statement.Print(expressions.expression()));
    } while (tokens.takeOperator(","));
    return all;
  }

  private Statement loop() {
    Expression target = targets.target(Optional.of("in"));
    tokens.expectName("in");
    Expression over = expressions.tuple(expressions::or, Optional.of("recursive"));
    Optional<Expression> test =
        tokens.takeName("if") ? Optional.of(expressions.expression()) : Optional.empty();
    boolean recursive = tokens.takeName("recursive");
    names.loops(names.loops() + 1);
    List<Statement> body = bodies.hard("endfor", "else");
    names.loops(names.loops() - 1);
    List<Statement> otherwise =
        tokens.take().text().equals("else") ? bodies.hard("endfor") : List.of();
    return new Statement.For(target, over, test, recursive, body, otherwise);
  }

  private Statement condition() {
    int before = names.soft(1);
    List<Branch> branches = new ArrayList<>();
    List<Statement> otherwise = List.of();
    for (String part = "if"; !part.equals("endif"); part = tokens.take().text()) {
      if (part.equals("else")) {
        otherwise = bodies.body("endif");
      } else {
        Expression test = expressions.tuple(expressions::or, Optional.empty());
        branches.add(new Branch(test, bodies.body("elif", "else", "endif")));
      }
    }
    names.soft(before);
    return new Statement.If(branches, otherwise);
  }

  private Statement set() {
    Expression target = targets.target(Optional.empty());
    if (tokens.takeOperator("=")) {
      return new Statement.Assign(
          target, expressions.tuple(expressions::expression, Optional.empty()));
    }
    Optional<Expression> filter =
        tokens.current().isOperator("|")
            ? Optional.of(expressions.filters(false))
            : Optional.empty();
    return new Statement.AssignBlock(target, filter, bodies.hard("endset"));
  }

  private Statement with() {
    List<Expression> given = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!tokens.current().is(Token.Kind.BLOCK_END)) {
      if (!given.isEmpty()) {
        tokens.expectOperator(",");
      }
      given.add(targets.simple(false));
      tokens.expectOperator("=");
      values.add(expressions.expression());
    }
    return new Statement.With(given, values, bodies.hard("endwith"));
  }

  private Statement macro() {
    String name = targets.name();
    Signature head = targets.signature();
    int reads = names.reads();
    List<Statement> body = bodies.function("endmacro");
    return new Statement.Macro(name, targets.special(head, reads), body);
  }

  /** It is a call of its body, in Jinja2 too. */
  private Statement generation() {
    int reads = names.reads();
    List<Statement> body = bodies.function("endgeneration");
    return new Statement.Generation(targets.special(NO_PARAMETERS, reads), body);
  }

  private Statement call() {
    Signature head = tokens.current().isOperator("(") ? targets.signature() : NO_PARAMETERS;
    if (!(expressions.expression() instanceof Expression.Call call)) {
      throw tokens.wrong("a call block needs a call");
    }
    int reads = names.reads();
    List<Statement> body = bodies.function("endcall");
    return new Statement.CallBlock(targets.special(head, reads), call, body);
  }

  private Statement jump(String tag) {
    if (names.loops() == 0) {
      throw tokens.wrong("'" + tag + "' outside loop");
    }
    return tag.equals("break") ? new Statement.Break() : new Statement.Continue();
  }
}
