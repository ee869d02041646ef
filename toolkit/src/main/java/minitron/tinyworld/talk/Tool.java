package minitron.tinyworld.talk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What can be called in TinyWorld. */
enum Tool {
  WHERE("Where a thing is.", "Where is the %s?", "thing"),
  OWNER("Whose a thing is.", "Whose is the %s?", "thing"),
  COUNT("How many dots a thing has.", "How many dots has the %s?", "thing"),
  GIVE("Gives a thing to someone.", "Give the %s to %s.", "thing to"),
  SEND("Sends a thing to a town.", "Send the %s to %s.", "thing to"),
  PUT("Puts a thing into another one.", "Put the %s into the %s.", "thing into");

  /** All of them. */
  static final List<Tool> ALL = List.of(values());

  private final String description;

  /** What the user says who wants it. */
  final String wish;

  private final String parameters;

  Tool(String description, String wish, String parameters) {
    this.description = description;
    this.wish = wish;
    this.parameters = parameters;
  }

  /** Its name, as it is called. */
  String called() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of what it is given. */
  List<String> parameters() {
    return List.of(parameters.split(" ", -1));
  }

  /** Its description, as BFCL has it. */
  Map<String, Object> doc() {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (String parameter : parameters()) {
      properties.put(parameter, Map.of("type", "string"));
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "dict");
    schema.put("properties", properties);
    schema.put("required", parameters());
    Map<String, Object> doc = new LinkedHashMap<>();
    doc.put("name", called());
    doc.put("description", description);
    doc.put("parameters", schema);
    return doc;
  }
}
