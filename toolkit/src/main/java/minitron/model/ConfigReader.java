package minitron.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Reads the fields of a config.json, and says which field of which file is wrong. */
record ConfigReader(String file, JsonObject json) {
  boolean has(String key) {
    return json.has(key) && !json.get(key).isJsonNull();
  }

  /** The first of the given objects that is there, or an empty one. */
  ConfigReader inner(String... keys) {
    for (String key : keys) {
      if (has(key) && json.get(key).isJsonObject()) {
        return new ConfigReader(file, json.getAsJsonObject(key));
      }
    }
    return new ConfigReader(file, new JsonObject());
  }

  double number(String key) {
    JsonElement value = json.get(key);
    if (value == null || !value.isJsonPrimitive() || !value.getAsJsonPrimitive().isNumber()) {
      throw wrong(key + " " + (value == null ? "is missing" : value), "a number is needed");
    }
    return value.getAsDouble();
  }

  double number(String key, double otherwise) {
    return has(key) ? number(key) : otherwise;
  }

  int size(String key) {
    double value = number(key);
    if (value < 1 || value > Integer.MAX_VALUE || value != Math.rint(value)) {
      throw wrong(key + " " + json.get(key), "a whole number from 1 is needed");
    }
    return (int) value;
  }

  int size(String key, int otherwise) {
    return has(key) ? size(key) : otherwise;
  }

  boolean flag(String key) {
    return has(key) && json.get(key).getAsBoolean();
  }

  String text(String key, String otherwise) {
    return has(key) ? json.get(key).getAsString() : otherwise;
  }

  IllegalArgumentException wrong(String what, String allowed) {
    return new IllegalArgumentException(file + ": " + what + ": " + allowed + ".");
  }
}
