package minitron.eval.bfcl.python;

import java.util.ArrayList;
import java.util.List;
import minitron.eval.bfcl.python.PyNode.Kind;

/** Reads {@code lambda …: …}. */
final class PyLambda {
  private final PyExpressions expressions;
  private final PyTokens tokens;
  private final List<String> parameters = new ArrayList<>();
  private final List<PyNode> parts = new ArrayList<>();
  private boolean defaults;
  private boolean slash;
  private boolean star;

  PyLambda(PyExpressions expressions) {
    this.expressions = expressions;
    this.tokens = expressions.tokens();
  }

  PyNode read() {
    tokens.need("lambda");
    while (!tokens.isNext(":")) {
      boolean last = parameter();
      if (!tokens.taken(",")) {
        break;
      }
      if (last && !tokens.isNext(":")) {
        throw tokens.wrong("nothing may follow **");
      }
    }
    check();
    tokens.need(":");
    parts.add(expressions.expression());
    return new PyNode(Kind.LAMBDA, List.copyOf(parameters), parts);
  }

  /** Reads one; true for {@code **name}, the last. */
  private boolean parameter() {
    if (tokens.taken("**")) {
      parameters.add("**" + tokens.name());
      return true;
    }
    if (tokens.taken("*")) {
      once(star);
      star = true;
      parameters.add(tokens.isNext(",") ? "*" : "*" + tokens.name());
    } else if (tokens.taken("/")) {
      once(slash || star || parameters.isEmpty());
      slash = true;
      parameters.add("/");
    } else {
      named();
    }
    return false;
  }

  private void once(boolean wrong) {
    if (wrong) {
      throw tokens.wrong("* or / stands in a wrong place");
    }
  }

  /** A parameter that has a default ends in {@code =}. */
  private void named() {
    String name = tokens.name();
    boolean own = tokens.taken("=");
    if (!own && defaults && !star) {
      throw tokens.wrong("a parameter with a default stands before one without");
    }
    defaults |= own;
    parameters.add(own ? name + "=" : name);
    if (own) {
      parts.add(expressions.expression());
    }
  }

  private void check() {
    int lonely = parameters.indexOf("*");
    if (lonely >= 0
        && (lonely == parameters.size() - 1 || parameters.get(lonely + 1).startsWith("*"))) {
      throw tokens.wrong("names must follow *");
    }
  }
}
