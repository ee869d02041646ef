package minitron.text.jinja;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import minitron.text.jinja.syntax.Expression;
import minitron.text.jinja.value.Namespace;
import minitron.text.jinja.value.Values;

/** What values are assigned to. */
final class Targets {
  private Targets() {}

  /** Assigns to a name, to several that take a value apart, or to a namespace's attribute. */
  static void assign(Expression target, Object value, Scope scope) {
    if (target instanceof Expression.Name name) {
      scope.set(name.name(), value);
    } else if (target instanceof Expression.NamespaceTarget attribute) {
      if (!(scope.get(attribute.name()) instanceof Namespace namespace)) {
        throw new IllegalArgumentException("cannot assign attribute on non-namespace object");
      }
      namespace.set(attribute.attribute(), value);
    } else if (target instanceof Expression.TupleLiteral tuple) {
      apart(tuple.items(), Values.list(value), scope);
    }
  }

  private static void apart(List<Expression> targets, List<Object> values, Scope scope) {
    if (targets.size() != values.size()) {
      throw new IllegalArgumentException(
          values.size() < targets.size()
              ? "not enough values to unpack (expected %d, got %d)"
                  .formatted(targets.size(), values.size())
              : "too many values to unpack (expected %d)".formatted(targets.size()));
    }
    for (int i = 0; i < targets.size(); i++) {
      assign(targets.get(i), values.get(i), scope);
    }
  }

  /** Items that pass, looked for one by one. */
  static Iterator<Object> filtered(Iterator<Object> items, Predicate<Object> passes) {
    return new Iterator<>() {
      private boolean found;
      private Object next;

      @Override
      public boolean hasNext() {
        while (!found && items.hasNext()) {
          next = items.next();
          found = passes.test(next);
        }
        return found;
      }

      @Override
      public Object next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        found = false;
        return next;
      }
    };
  }
}
