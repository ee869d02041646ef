package minitron.eval.bfcl.python;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import minitron.python.PythonValues;
import minitron.python.Tuple;

/** Dicts that are written out. */
final class PyDicts {
  private PyDicts() {}

  /**
   * A dict; the last of equal keys counts, at the place of the first.
   *
   * @param parts keys and values in turn
   * @param value from a tree to its value
   */
  static Map<Object, Object> of(List<PyNode> parts, Function<PyNode, Object> value) {
    Map<Object, Object> dict = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i += 2) {
      if (parts.get(i) == null) {
        throw new IllegalArgumentException("a dict is unpacked within another");
      }
      Object key = value.apply(parts.get(i));
      if (!isHashable(key)) {
        throw new IllegalArgumentException("unhashable key");
      }
      dict.put(known(dict, key), value.apply(parts.get(i + 1)));
    }
    return dict;
  }

  private static boolean isHashable(Object key) {
    return !(key instanceof List)
        && !(key instanceof Map)
        && !(key instanceof Tuple tuple && !tuple.items().stream().allMatch(PyDicts::isHashable));
  }

  /** The key that is there already and equal: 1, 1.0 and True are one. */
  private static Object known(Map<Object, Object> dict, Object key) {
    return dict.keySet().stream()
        .filter(other -> other != null && PythonValues.equal(other, key))
        .findFirst()
        .orElse(key);
  }
}
