package minitron.eval.bfcl.python;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A node of an expression's tree.
 *
 * @param value a constant's value; the name, attribute, operator or keyword of others, as text
 * @param parts the nodes within, in the order of the source; null for one that is left out
 */
public record PyNode(Kind kind, Object value, List<PyNode> parts) {
  /** What a node is, and what its parts are. */
  public enum Kind {
    /** A literal; the name {@code u} if it is a string that begins with it. */
    CONSTANT,
    /** A name. */
    NAME,
    /** {@code part.value}. */
    ATTRIBUTE,
    /** The object and the index. */
    SUBSCRIPT,
    /** Begin, end and step, each null if left out. */
    SLICE,
    /** The function, then its arguments, of which some are {@link #KEYWORD}. */
    CALL,
    /** {@code value=part}, or {@code **part} where value is null. */
    KEYWORD,
    /** {@code *part}. */
    STARRED,
    /** Items. */
    LIST,
    /** Items. */
    TUPLE,
    /** Items. */
    SET,
    /** Keys and values in turn; a null key stands for {@code **}. */
    DICT,
    /** An operand. */
    UNARY,
    /** Two operands. */
    BINARY,
    /** Two operands or more, all joined by {@code and} or {@code or}. */
    BOOLEAN,
    /** Operands; the value is the list of the operators between them. */
    COMPARE,
    /** What is taken, the condition, what is taken else. */
    CONDITIONAL,
    /** The defaults in turn, the body last; the value is the parameters' pattern. */
    LAMBDA,
    /** What is made of each, then {@link #CLAUSE}s; the value is both brackets. */
    COMPREHENSION,
    /** The target, what is walked through, conditions. */
    CLAUSE,
    /** {@code part := part}. */
    NAMED,
    /** {@code await part}. */
    AWAIT,
    /** {@code yield}, with a part or without. */
    YIELD,
    /** A string with braces to fill in. */
    FORMATTED
  }

  /** Keeps the parts as they are now. */
  public PyNode {
    parts = Collections.unmodifiableList(parts);
  }

  static PyNode of(Kind kind, Object value, PyNode... parts) {
    return new PyNode(kind, value, Arrays.asList(parts));
  }

  boolean is(Kind other) {
    return kind == other;
  }

  /** A part by its place from 0. */
  public PyNode part(int place) {
    return parts.get(place);
  }
}
