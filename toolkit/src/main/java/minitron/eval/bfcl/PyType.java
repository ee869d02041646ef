package minitron.eval.bfcl;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import minitron.python.Bytes;
import minitron.python.Complex;
import minitron.python.Tuple;

/** Types of Python's values. */
enum PyType {
  STR("str"),
  INT("int"),
  FLOAT("float"),
  BOOL("bool"),
  LIST("list"),
  TUPLE("tuple"),
  DICT("dict"),
  SET("set"),
  BYTES("bytes"),
  COMPLEX("complex"),
  NONE("NoneType");

  private final String title;

  PyType(String title) {
    this.title = title;
  }

  static PyType named(String title) {
    for (PyType type : values()) {
      if (type.title.equals(title)) {
        return type;
      }
    }
    throw new IllegalArgumentException("there is no type " + title);
  }

  /** {@code type(value)}: True is no int. */
  static PyType of(Object value) {
    if (value instanceof String) {
      return STR;
    }
    if (value instanceof Long || value instanceof BigInteger) {
      return INT;
    }
    if (value instanceof Double) {
      return FLOAT;
    }
    if (value instanceof List || value instanceof Tuple) {
      return value instanceof List ? LIST : TUPLE;
    }
    if (value instanceof Map || value instanceof Boolean) {
      return value instanceof Map ? DICT : BOOL;
    }
    if (value instanceof Bytes || value instanceof Complex) {
      return value instanceof Bytes ? BYTES : COMPLEX;
    }
    return NONE;
  }

  /** As Python names it. */
  String title() {
    return title;
  }
}
