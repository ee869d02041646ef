package minitron.eval.bfcl.python;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes operators, and the brackets that keep them apart.
 *
 * @param inner writes an operand where all that binds less than a level needs brackets
 */
record PyOperators(BiFunction<PyNode, Integer, String> inner) {
  private static final int NAMED = 1;
  private static final int YIELD = 3;
  private static final int TEST = 4;
  private static final int OR = 5;
  private static final int AND = 6;
  private static final int NOT = 7;
  private static final int COMPARE = 8;
  private static final int FACTOR = 15;
  private static final int POWER = 16;
  private static final int AWAIT = 17;
  private static final int ATOM = 18;

  private static final Map<String, Integer> BINARY =
      Map.ofEntries(
          Map.entry("|", 9),
          Map.entry("^", 10),
          Map.entry("&", 11),
          Map.entry("<<", 12),
          Map.entry(">>", 12),
          Map.entry("+", 13),
          Map.entry("-", 13),
          Map.entry("*", 14),
          Map.entry("/", 14),
          Map.entry("//", 14),
          Map.entry("%", 14),
          Map.entry("@", 14),
          Map.entry("**", POWER));

  private String at(PyNode node, int level) {
    return inner.apply(node, level);
  }

  private static String bracketed(String text, boolean brackets) {
    return brackets ? "(" + text + ")" : text;
  }

  String text(PyNode node, int level) {
    return switch (node.kind()) {
      case UNARY -> unary(node, level);
      case BINARY -> binary(node, level);
      case BOOLEAN -> bool(node, level);
      case COMPARE -> compare(node, level);
      case CONDITIONAL ->
          bracketed(
              "%s if %s else %s"
                  .formatted(at(node.part(0), OR), at(node.part(1), OR), at(node.part(2), TEST)),
              level > TEST);
      case LAMBDA -> bracketed(lambda(node), level > TEST);
      case NAMED ->
          bracketed(at(node.part(0), ATOM) + " := " + at(node.part(1), ATOM), level > NAMED);
      case AWAIT -> bracketed("await " + at(node.part(0), ATOM), level > AWAIT);
      default -> bracketed(yielded(node), level > YIELD);
    };
  }

  private String yielded(PyNode node) {
    String word = node.value().equals("from") ? "yield from" : "yield";
    return node.parts().isEmpty() ? word : word + " " + at(node.part(0), ATOM);
  }

  private String unary(PyNode node, int level) {
    boolean not = node.value().equals("not");
    int own = not ? NOT : FACTOR;
    return bracketed(node.value() + (not ? " " : "") + at(node.part(0), own), level > own);
  }

  private String binary(PyNode node, int level) {
    int own = BINARY.get((String) node.value());
    int left = own == POWER ? own + 1 : own;
    int right = own == POWER ? own : own + 1;
    String text = at(node.part(0), left) + " " + node.value() + " " + at(node.part(1), right);
    return bracketed(text, level > own);
  }

  private String bool(PyNode node, int level) {
    int own = node.value().equals("or") ? OR : AND;
    return bracketed(
        IntStream.range(0, node.parts().size())
            .mapToObj(i -> at(node.part(i), Math.min(own + 1 + i, ATOM)))
            .collect(Collectors.joining(" " + node.value() + " ")),
        level > own);
  }

  private String compare(PyNode node, int level) {
    List<?> operators = (List<?>) node.value();
    var text = new StringBuilder(at(node.part(0), COMPARE + 1));
    for (int i = 0; i < operators.size(); i++) {
      text.append(" ")
          .append(operators.get(i))
          .append(" ")
          .append(at(node.part(i + 1), COMPARE + 1));
    }
    return bracketed(text.toString(), level > COMPARE);
  }

  private String lambda(PyNode node) {
    var text = new StringBuilder();
    int defaults = 0;
    for (Object parameter : (List<?>) node.value()) {
      String name = (String) parameter;
      text.append(text.length() == 0 ? " " : ", ").append(name);
      text.append(name.endsWith("=") ? at(node.part(defaults++), TEST) : "");
    }
    return "lambda" + text + ": " + at(node.part(defaults), TEST);
  }
}
