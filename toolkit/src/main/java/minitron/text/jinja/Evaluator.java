package minitron.text.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minitron.python.Tuple;
import minitron.text.jinja.builtin.Access;
import minitron.text.jinja.builtin.Library;
import minitron.text.jinja.syntax.Expression;
import minitron.text.jinja.syntax.Expression.Passed;
import minitron.text.jinja.value.Arguments;
import minitron.text.jinja.value.Comparison;
import minitron.text.jinja.value.Dicts;
import minitron.text.jinja.value.Undefined;
import minitron.text.jinja.value.Values;

/** The values of expressions. */
final class Evaluator {
  private final Library library;

  Evaluator(Library library) {
    this.library = library;
  }

  Object value(Expression of, Scope scope) {
    if (of instanceof Expression.Constant constant) {
      return constant.value();
    }
    if (of instanceof Expression.Name name) {
      return scope.get(name.name());
    }
    if (of instanceof Expression.Attribute attribute) {
      return Access.attribute(value(attribute.of(), scope), attribute.name());
    }
    if (of instanceof Expression.Item item) {
      return item(item, scope);
    }
    if (of instanceof Expression.Call call) {
      return Operators.call(value(call.of(), scope), arguments(call.passed(), scope));
    }
    if (of instanceof Expression.Filter filter) {
      return filtered(filter, "", scope);
    }
    return combined(of, scope);
  }

  private Object combined(Expression of, Scope scope) {
    if (of instanceof Expression.Test test) {
      Object value = value(test.of(), scope);
      return library.test(test.name(), value, arguments(test.passed(), scope));
    }
    if (of instanceof Expression.Binary binary) {
      return Operators.binary(
          binary.sign(), value(binary.left(), scope), value(binary.right(), scope));
    }
    if (of instanceof Expression.Compare compare) {
      return compared(compare, scope);
    }
    if (of instanceof Expression.Not not) {
      return !Values.isTrue(value(not.of(), scope));
    }
    if (of instanceof Expression.And and) {
      Object left = value(and.left(), scope);
      return Values.isTrue(left) ? value(and.right(), scope) : left;
    }
    if (of instanceof Expression.Or or) {
      Object left = value(or.left(), scope);
      return Values.isTrue(left) ? left : value(or.right(), scope);
    }
    return of instanceof Expression.Conditional conditional
        ? conditional(conditional, scope)
        : built(of, scope);
  }

  private Object built(Expression of, Scope scope) {
    if (of instanceof Expression.Concat concat) {
      var text = new StringBuilder();
      concat.parts().forEach(part -> text.append(Values.str(value(part, scope))));
      return text.toString();
    }
    if (of instanceof Expression.Sign sign) {
      return Operators.signed(sign.sign(), value(sign.of(), scope));
    }
    if (of instanceof Expression.ListLiteral list) {
      return values(list.items(), scope);
    }
    if (of instanceof Expression.TupleLiteral tuple) {
      return new Tuple(values(tuple.items(), scope));
    }
    if (of instanceof Expression.DictLiteral dict) {
      Map<Object, Object> values = new LinkedHashMap<>();
      for (int i = 0; i < dict.keys().size(); i++) {
        Object key = value(dict.keys().get(i), scope);
        Dicts.put(values, key, value(dict.values().get(i), scope));
      }
      return values;
    }
    throw new IllegalArgumentException("a slice stands where a value is expected");
  }

  private List<Object> values(List<Expression> all, Scope scope) {
    List<Object> values = new ArrayList<>();
    all.forEach(one -> values.add(value(one, scope)));
    return values;
  }

  private Object conditional(Expression.Conditional conditional, Scope scope) {
    if (Values.isTrue(value(conditional.test(), scope))) {
      return value(conditional.then(), scope);
    }
    return conditional.otherwise().isPresent()
        ? value(conditional.otherwise().get(), scope)
        : new Undefined(
            "the inline if-expression evaluated to false and no else section was defined.");
  }

  private Object compared(Expression.Compare compare, Scope scope) {
    Object left = value(compare.first(), scope);
    for (int i = 0; i < compare.signs().size(); i++) {
      Object right = value(compare.others().get(i), scope);
      if (!Comparison.holds(compare.signs().get(i), left, right)) {
        return false;
      }
      left = right;
    }
    return true;
  }

  private Object item(Expression.Item item, Scope scope) {
    Object of = value(item.of(), scope);
    if (item.key() instanceof Expression.Slice slice) {
      return Access.slice(
          of, bound(slice.from(), scope), bound(slice.to(), scope), bound(slice.step(), scope));
    }
    return Access.get(of, value(item.key(), scope));
  }

  private Object bound(Optional<Expression> bound, Scope scope) {
    return bound.isPresent() ? value(bound.get(), scope) : null;
  }

  /** What is passed in parentheses. */
  Arguments arguments(Passed passed, Scope scope) {
    List<Object> positional = values(passed.positional(), scope);
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < passed.names().size(); i++) {
      named.put(passed.names().get(i), value(passed.named().get(i), scope));
    }
    passed.rest().ifPresent(rest -> positional.addAll(Values.list(value(rest, scope))));
    passed.namedRest().ifPresent(rest -> named.putAll(Operators.names(value(rest, scope))));
    return new Arguments(positional, named);
  }

  /**
   * A value that went through filters.
   *
   * @param text what a chain without a value filters
   */
  Object filtered(Expression.Filter filter, String text, Scope scope) {
    Object value = text;
    if (filter.of().isPresent()) {
      value =
          filter.of().get() instanceof Expression.Filter inner
              ? filtered(inner, text, scope)
              : value(filter.of().get(), scope);
    }
    return library.filter(filter.name(), value, arguments(filter.passed(), scope));
  }
}
