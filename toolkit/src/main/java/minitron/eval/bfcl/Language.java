package minitron.eval.bfcl;

import com.google.common.base.Splitter;
import java.util.List;
import minitron.eval.bfcl.python.PyCalls;
import minitron.eval.bfcl.source.JavaCalls;
import minitron.eval.bfcl.source.ScriptCalls;

/** The language that a category's functions are of, and how its declared types are called. */
public enum Language {
  PYTHON(
      "Python 3 syntax",
      "string str integer int float float boolean bool array list tuple list dict dict any str",
      "array tuple"),
  JAVA(
      "Java 8 SDK syntax",
      "byte int short int integer int float float double float long int boolean bool char str"
          + " Array list ArrayList list Set set HashMap dict Hashtable dict Queue list Stack list"
          + " String str any str",
      "Array ArrayList"),
  JAVASCRIPT(
      "JavaScript syntax",
      "String str integer int float float Bigint int Boolean bool dict dict array list any str",
      "array");

  private final String syntax;
  private final String types;
  private final String withItems;

  Language(String syntax, String types, String withItems) {
    this.syntax = syntax;
    this.types = types;
    this.withItems = withItems;
  }

  /** What every description ends in. */
  String hint() {
    return " Note that the provided function is in " + syntax + ".";
  }

  /**
   * The Python type that a declared type is checked as.
   *
   * @throws IllegalArgumentException if the language has no such type
   */
  PyType type(String declared) {
    List<String> names = Splitter.on(' ').splitToList(types); // declared and checked in turn
    for (int i = 0; i < names.size(); i += 2) {
      if (names.get(i).equals(declared)) {
        return PyType.named(names.get(i + 1));
      }
    }
    throw new IllegalArgumentException("there is no type " + declared);
  }

  /** Whether the type of a declared type's items is checked too. */
  boolean checksItems(String declared) {
    return Splitter.on(' ').splitToList(withItems).contains(declared);
  }

  /** The calls of a text that is in brackets. */
  Object calls(String text) {
    return switch (this) {
      case PYTHON -> PyCalls.of(text);
      case JAVA -> JavaCalls.of(SourceValues.inside(text));
      case JAVASCRIPT -> ScriptCalls.of(SourceValues.inside(text));
    };
  }

  /** What a call's value stands for: in Java and JavaScript it is source text. */
  Object converted(String value, String declared, String items) {
    return this == JAVA
        ? JavaValues.of(value, declared, items)
        : ScriptValues.of(value, declared, items);
  }
}
