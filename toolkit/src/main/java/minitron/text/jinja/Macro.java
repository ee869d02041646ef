package minitron.text.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minitron.python.PythonRepr;
import minitron.python.Tuple;
import minitron.text.jinja.syntax.Statement.Signature;
import minitron.text.jinja.value.Arguments;
import minitron.text.jinja.value.Attributes;
import minitron.text.jinja.value.Boxes;
import minitron.text.jinja.value.Function;
import minitron.text.jinja.value.Printed;
import minitron.text.jinja.value.Undefined;

/** A macro, or the block of a call: a function whose value is the text of its body. */
final class Macro implements Function, Printed, Attributes {
  private final String name;
  private final Signature signature;
  private final Evaluator evaluator;
  private final Scope around;
  private final java.util.function.Function<Scope, String> body;

  /**
   * A macro where it is defined.
   *
   * @param name null for the block of a call
   * @param around the variables that it sees, as they will be when it is called
   * @param body its text, with its parameters set
   */
  Macro(
      String name,
      Signature signature,
      Evaluator evaluator,
      Scope around,
      java.util.function.Function<Scope, String> body) {
    this.name = name;
    this.signature = signature;
    this.evaluator = evaluator;
    this.around = around;
    this.body = body;
  }

  @Override
  public Object call(Arguments passed) {
    Scope scope = around.inner();
    Map<String, Object> named = new LinkedHashMap<>(passed.named());
    List<String> names = signature.names();
    for (int i = 0; i < names.size(); i++) {
      if (i < passed.positional().size()) {
        scope.set(names.get(i), passed.positional().get(i));
      } else if (named.containsKey(names.get(i))) {
        scope.set(names.get(i), named.remove(names.get(i)));
      } else {
        scope.set(names.get(i), missing(i, scope));
      }
    }
    special(scope, passed, named);
    return body.apply(scope);
  }

  private Object missing(int parameter, Scope scope) {
    int first = signature.names().size() - signature.defaults().size();
    return parameter < first
        ? new Undefined("parameter '" + signature.names().get(parameter) + "' was not provided")
        : evaluator.value(signature.defaults().get(parameter - first), scope);
  }

  /** What is passed beyond the parameters, which only a macro that asks for it takes. */
  private void special(Scope scope, Arguments passed, Map<String, Object> named) {
    if (signature.specials().contains("caller")) {
      Object caller = named.remove("caller");
      scope.set("caller", caller == null ? new Undefined("No caller defined") : caller);
    }
    if (signature.specials().contains("kwargs")) {
      scope.set("kwargs", named);
    } else if (!named.isEmpty()) {
      throw new IllegalArgumentException(
          "macro %s takes no keyword argument '%s'"
              .formatted(quoted(), named.keySet().iterator().next()));
    }
    int most = signature.names().size();
    List<Object> all = passed.positional();
    if (signature.specials().contains("varargs")) {
      scope.set("varargs", new Tuple(all.subList(Math.min(most, all.size()), all.size())));
    } else if (all.size() > most) {
      throw new IllegalArgumentException(
          "macro %s takes not more than %d argument(s)".formatted(quoted(), most));
    }
  }

  private String quoted() {
    return name == null ? "None" : PythonRepr.repr(name);
  }

  @Override
  public String repr() {
    return name == null ? "<Macro anonymous>" : "<Macro " + quoted() + ">";
  }

  @Override
  public Optional<Object> attribute(String attribute) {
    return switch (attribute) {
      case "name" -> Optional.of(Boxes.boxed(name));
      case "arguments" -> Optional.of(new Tuple(new ArrayList<>(signature.names())));
      case "caller" -> Optional.of(signature.specials().contains("caller"));
      case "catch_kwargs" -> Optional.of(signature.specials().contains("kwargs"));
      case "catch_varargs" -> Optional.of(signature.specials().contains("varargs"));
      default -> Optional.empty();
    };
  }
}
