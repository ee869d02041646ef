package minitron.eval.harness;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import minitron.io.JsonText;
import minitron.io.Sha256;

/**
 * What tells one request from another: the harness's own key of its cache of answers, the SHA-256
 * of Python's {@code json.dumps([method, *arguments])} (lm_eval/api/model.py, {@code hash_args}).
 */
public final class RequestKey {
  private RequestKey() {}

  /** The key of a method's name and its arguments: texts, numbers, truth values, lists and maps. */
  public static String of(Object... methodAndArguments) {
    return Sha256.of(json(List.of(methodAndArguments)));
  }

  private static String json(Object value) {
    if (value instanceof String text) {
      return JsonText.python(text);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(RequestKey::json).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> json(entry.getKey()) + ": " + json(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return String.valueOf(value);
  }
}
