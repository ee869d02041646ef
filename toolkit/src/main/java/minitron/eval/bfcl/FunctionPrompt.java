package minitron.eval.bfcl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minitron.python.JsonDumps;
import minitron.text.chat.Message;

/** What a model without calls of its own is told: the leaderboard's system message. */
public final class FunctionPrompt {
  private static final String SYSTEM =
      """
      You are an expert in composing functions.You are given a question and a set of possible functions. Based on the question, you will need to make one or more function/tool calls to achieve the purpose. If none of the functions can be used, point it out. If the given question lacks the parameters required by the function, also point it out.

      You should only return the function calls in your response.

      If you decide to invoke any of the function(s), you MUST put it in the format of [func_name1(params_name1=params_value1, params_name2=params_value2...), func_name2(params)].  You SHOULD NOT include any other text in the response.

      At each turn, you should try your best to complete the tasks requested by the user within the current turn. Continue to output functions to call until you have fulfilled the user's request to the best of your ability. Once you have no more functions to call, the system will consider the current turn complete and proceed to the next turn or task.

      Here is a list of functions in json format that you can invoke.
      """;

  private FunctionPrompt() {}

  /**
   * The conversation that a row asks.
   *
   * @param functions the row's descriptions
   * @param turn its messages; a system message of its own comes behind the leaderboard's
   */
  public static List<Message> of(Category category, List<?> functions, List<Message> turn) {
    List<Map<String, Object>> docs = new ArrayList<>();
    functions.forEach(doc -> docs.add(shown(FunctionDoc.dict(doc), category.language())));
    String system = SYSTEM + JsonDumps.DEFAULT.indent(4).of(docs) + "\n";
    List<Message> messages = new ArrayList<>(turn);
    boolean own = !turn.isEmpty() && "system".equals(turn.get(0).fields().get("role"));
    if (own) {
      Map<String, Object> first = new LinkedHashMap<>(turn.get(0).fields());
      first.put("content", system + "\n\n" + first.get("content"));
      messages.set(0, new Message(first));
    } else {
      messages.add(0, Message.of("system", system));
    }
    return messages;
  }

  /** A description as a model sees it: what language it is of, and types that texts stand for. */
  private static Map<String, Object> shown(Map<String, Object> doc, Language language) {
    Map<String, Object> shown = new LinkedHashMap<>(doc);
    shown.put("description", doc.get("description") + language.hint());
    if (language != Language.PYTHON) {
      Map<String, Object> parameters = new LinkedHashMap<>(FunctionDoc.dict(doc.get("parameters")));
      Map<String, Object> properties = new LinkedHashMap<>();
      FunctionDoc.dict(parameters.get("properties"))
          .forEach((name, type) -> properties.put(name, inText(FunctionDoc.dict(type), language)));
      parameters.put("properties", properties);
      shown.put("parameters", parameters);
    }
    return shown;
  }

  private static Map<String, Object> inText(Map<String, Object> parameter, Language language) {
    Map<String, Object> shown = new LinkedHashMap<>(parameter);
    String type = (String) parameter.get("type");
    String name = language == Language.JAVA ? "Java" : "JavaScript";
    var description = new StringBuilder().append(parameter.get("description"));
    description.append(
        type.equals("any")
            ? " This parameter can be of any type of %s object in string representation."
                .formatted(name)
            : " This is %s %s type parameter in string representation.".formatted(name, type));
    if (language.checksItems(type)) {
      description.append(
          " The list elements are of type %s; they are not in string representation."
              .formatted(FunctionDoc.dict(shown.remove("items")).get("type")));
    }
    if (type.equals("dict") && shown.containsKey("properties")) {
      description.append(
          " The dictionary entries have the following schema; they are not in string representation. "
              + JsonDumps.DEFAULT.of(shown.remove("properties")));
    }
    shown.put("description", description.toString());
    shown.put("type", "string");
    return shown;
  }
}
