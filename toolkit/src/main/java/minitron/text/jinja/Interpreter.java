package minitron.text.jinja;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import minitron.python.PythonText;
import minitron.text.jinja.syntax.Expression;
import minitron.text.jinja.syntax.Statement;
import minitron.text.jinja.value.Arguments;
import minitron.text.jinja.value.Function;
import minitron.text.jinja.value.Values;

/** Does what a template's statements say, once. */
final class Interpreter {
  private final Evaluator evaluator;
  private final StringBuilder text = new StringBuilder();
  private final List<Rendering.Span> generated = new ArrayList<>();

  /** What follows a statement. */
  private enum Flow {
    NEXT,
    BREAK,
    CONTINUE
  }

  private Interpreter(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  static Rendering render(List<Statement> template, Scope variables, Evaluator evaluator) {
    var interpreter = new Interpreter(evaluator);
    interpreter.run(template, variables, interpreter.text);
    return new Rendering(interpreter.text.toString(), interpreter.generated);
  }

  private Flow run(List<Statement> all, Scope scope, StringBuilder out) {
    for (Statement statement : all) {
      Flow flow = run(statement, scope, out);
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    return Flow.NEXT;
  }

  private Flow run(Statement statement, Scope scope, StringBuilder out) {
    if (statement instanceof Statement.Data data) {
      out.append(data.text());
    } else if (statement instanceof Statement.Print print) {
      out.append(Values.str(evaluator.value(print.value(), scope)));
    } else if (statement instanceof Statement.If condition) {
      return condition(condition, scope, out);
    } else if (statement instanceof Statement.For loop) {
      loop(loop, scope, out);
    } else if (statement instanceof Statement.Assign assign) {
      Targets.assign(assign.target(), evaluator.value(assign.value(), scope), scope);
    } else if (statement instanceof Statement.Break) {
      return Flow.BREAK;
    } else if (statement instanceof Statement.Continue) {
      return Flow.CONTINUE;
    } else {
      return block(statement, scope, out);
    }
    return Flow.NEXT;
  }

  private Flow block(Statement statement, Scope scope, StringBuilder out) {
    if (statement instanceof Statement.AssignBlock assign) {
      return assign(assign, scope);
    }
    if (statement instanceof Statement.FilterBlock filter) {
      return filter(filter, scope, out);
    }
    if (statement instanceof Statement.With with) {
      return with(with, scope, out);
    }
    if (statement instanceof Statement.Macro macro) {
      scope.set(macro.name(), macro(macro.name(), macro.signature(), macro.body(), scope));
    } else if (statement instanceof Statement.CallBlock call) {
      Arguments passed = evaluator.arguments(call.call().passed(), scope);
      passed.named().put("caller", macro(null, call.signature(), call.body(), scope));
      out.append(Values.str(Operators.call(evaluator.value(call.call().of(), scope), passed)));
    } else if (statement instanceof Statement.Generation generation) {
      generation(generation, scope, out);
    }
    return Flow.NEXT;
  }

  private Macro macro(
      String name, Statement.Signature signature, List<Statement> body, Scope around) {
    return new Macro(
        name,
        signature,
        evaluator,
        around,
        scope -> {
          var own = new StringBuilder();
          run(body, scope, own);
          return own.toString();
        });
  }

  private Flow condition(Statement.If condition, Scope scope, StringBuilder out) {
    for (Statement.Branch branch : condition.branches()) {
      if (Values.isTrue(evaluator.value(branch.test(), scope))) {
        return run(branch.body(), scope, out);
      }
    }
    return run(condition.otherwise(), scope, out);
  }

  private Flow assign(Statement.AssignBlock assign, Scope scope) {
    var own = new StringBuilder();
    Flow flow = run(assign.body(), scope.inner(), own);
    if (flow == Flow.NEXT) {
      Object value =
          assign.filter().isPresent()
              ? evaluator.filtered((Expression.Filter) assign.filter().get(), own.toString(), scope)
              : own.toString();
      Targets.assign(assign.target(), value, scope);
    }
    return flow;
  }

  private Flow filter(Statement.FilterBlock block, Scope scope, StringBuilder out) {
    var own = new StringBuilder();
    Flow flow = run(block.body(), scope.inner(), own);
    if (flow == Flow.NEXT) {
      Expression.Filter filter = (Expression.Filter) block.filter();
      out.append(Values.str(evaluator.filtered(filter, own.toString(), scope)));
    }
    return flow;
  }

  private Flow with(Statement.With with, Scope scope, StringBuilder out) {
    Scope inner = scope.inner();
    for (int i = 0; i < with.targets().size(); i++) {
      Targets.assign(with.targets().get(i), evaluator.value(with.values().get(i), scope), inner);
    }
    return run(with.body(), inner, out);
  }

  /** Where the whole text stands counts, as in transformers, also inside of a macro. */
  private void generation(Statement.Generation generation, Scope scope, StringBuilder out) {
    String own =
        (String)
            macro(null, generation.signature(), generation.body(), scope).call(Arguments.EMPTY);
    int from = text.codePointCount(0, text.length());
    generated.add(new Rendering.Span(from, from + PythonText.length(own)));
    out.append(own);
  }

  private void loop(Statement.For loop, Scope scope, StringBuilder out) {
    loop(loop, evaluator.value(loop.over(), scope), 0, scope, out);
  }

  private void loop(Statement.For loop, Object over, int depth, Scope scope, StringBuilder out) {
    Iterator<Object> all = Values.iterate(over);
    Iterator<Object> items =
        loop.test().isEmpty()
            ? all
            : Targets.filtered(
                all,
                item -> {
                  Scope own = scope.inner();
                  Targets.assign(loop.target(), item, own);
                  return Values.isTrue(evaluator.value(loop.test().get(), own));
                });
    Optional<Function> recursion =
        loop.recursive()
            ? Optional.of(passed -> recurse(loop, passed, depth, scope))
            : Optional.empty();
    Optional<Integer> length = loop.test().isEmpty() ? Values.length(over) : Optional.empty();
    var where = new Loop(items, length, depth, recursion);
    boolean whole = false;
    while (where.advance()) {
      Scope own = scope.inner();
      own.set("loop", where);
      Targets.assign(loop.target(), where.current(), own);
      Flow flow = run(loop.body(), own, out);
      whole |= flow == Flow.NEXT;
      if (flow == Flow.BREAK) {
        break;
      }
    }
    if (!whole) { // as in Jinja2, also where every turn was left before its end
      run(loop.otherwise(), scope.inner(), out);
    }
  }

  private String recurse(Statement.For loop, Arguments passed, int depth, Scope scope) {
    var own = new StringBuilder();
    loop(loop, passed.bind("loop", "iterable").get(0), depth + 1, scope, own);
    return own.toString();
  }
}
