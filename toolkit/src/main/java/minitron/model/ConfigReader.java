package minitron.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import minitron.io.Messages;

/** Reads the fields of a config.json, and says which field of which file is wrong. */
record ConfigReader(String file, JsonObject json) {
  boolean has(String key) {
    return json.has(key) && !json.get(key).isJsonNull();
  }

  /** The first of the given objects that is there and says something, or an empty one. */
  ConfigReader inner(String... keys) {
    for (String key : keys) {
      if (has(key)) {
        if (!json.get(key).isJsonObject()) {
          throw wrong(key + " " + json.get(key), "an object is needed");
        }
        if (json.getAsJsonObject(key).size() > 0) {
          return new ConfigReader(file, json.getAsJsonObject(key));
        }
      }
    }
    return new ConfigReader(file, new JsonObject());
  }

  double number(String key) {
    JsonElement value = json.get(key);
    if (value == null || !value.isJsonPrimitive() || !value.getAsJsonPrimitive().isNumber()) {
      throw wrong(key + " " + (value == null ? "is missing" : value), "a number is needed");
    }
    double number = value.getAsDouble();
    if (!Double.isFinite(number)) {
      throw wrong(key + " " + value, "a finite number is needed");
    }
    return number;
  }

  double number(String key, double otherwise) {
    return has(key) ? number(key) : otherwise;
  }

  double positive(String key) {
    return positive(key, number(key));
  }

  double positive(String key, double otherwise) {
    double value = number(key, otherwise);
    if (!(value > 0)) {
      throw wrong(key + " " + value, "a number above 0 is needed");
    }
    return value;
  }

  int whole(String key, int least, int otherwise) {
    double value = number(key, otherwise);
    boolean whole = !has(key) || json.get(key).getAsString().matches("-?\\d+"); // 32.0 is not
    if (!whole || value < least || value > Integer.MAX_VALUE) {
      throw wrong(key + " " + json.get(key), "a whole number from " + least + " is needed");
    }
    return (int) value;
  }

  int size(String key) {
    number(key); // says that it is missing
    return whole(key, 1, 1);
  }

  int size(String key, int otherwise) {
    return has(key) ? size(key) : otherwise;
  }

  boolean flag(String key) {
    if (has(key) && !json.get(key).toString().matches("true|false")) {
      throw wrong(key + " " + json.get(key), "true or false is needed");
    }
    return has(key) && json.get(key).getAsBoolean();
  }

  String text(String key, String otherwise) {
    if (has(key) && !json.get(key).toString().startsWith("\"")) {
      throw wrong(key + " " + json.get(key), "a text is needed");
    }
    return has(key) ? json.get(key).getAsString() : otherwise;
  }

  List<String> texts(String key) {
    if (!(json.get(key) instanceof JsonArray list)
        || !list.asList().stream().allMatch(text -> text.toString().startsWith("\""))) {
      throw wrong(key, "a list of texts is needed");
    }
    return list.asList().stream().map(JsonElement::getAsString).toList();
  }

  IllegalArgumentException wrong(String what, String allowed) {
    return new IllegalArgumentException(file + ": " + Messages.cut(what) + ": " + allowed + ".");
  }
}
