package minitron.text.jinja.builtin;

import java.util.Optional;
import java.util.Set;
import minitron.text.jinja.value.Function;
import minitron.text.jinja.value.Types;

/** Attributes and methods of numbers, of which templates need few. */
final class NumberMethods {
  private static final Set<String> OUTSIDE =
      Set.of(
          "as_integer_ratio",
          "bit_count",
          "bit_length",
          "conjugate",
          "from_bytes",
          "fromhex",
          "hex",
          "to_bytes");

  private NumberMethods() {}

  static Optional<Object> of(Object number, String name) {
    boolean whole = !(number instanceof Double);
    Object itself = number instanceof Boolean ? (Object) Types.whole(number).longValue() : number;
    return switch (name) {
      case "real" -> Optional.of(itself);
      case "imag" -> Optional.of(whole ? (Object) 0L : (Object) 0.0);
      case "numerator" -> whole ? Optional.of(itself) : Optional.empty();
      case "denominator" -> whole ? Optional.of(1L) : Optional.empty();
      case "is_integer" ->
          whole
              ? Optional.empty()
              : Optional.of(
                  (Function) passed -> Types.real(number) == Math.rint(Types.real(number)));
      default -> {
        if (OUTSIDE.contains(name)) {
          throw outside("number", name);
        }
        yield Optional.empty();
      }
    };
  }

  static IllegalArgumentException outside(String type, String name) {
    return new IllegalArgumentException(
        "the method '%s' of a %s is not known here; chat templates do without it"
            .formatted(name, type));
  }
}
