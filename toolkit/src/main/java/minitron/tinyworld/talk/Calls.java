package minitron.tinyworld.talk;

import com.google.gson.annotations.SerializedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Some functions and a wish, which one or two calls fulfil, or none, as in BFCL. */
final class Calls {
  /** What is said if no function does it. */
  static final String NONE = "None fits.";

  private Calls() {}

  private record Said(String role, String content) {}

  /** A row of BFCL. */
  private record Asked(String id, List<List<Said>> question, List<Map<String, Object>> function) {}

  /** Its answer. */
  private record Right(
      String id,
      @SerializedName("ground_truth") List<Map<String, Map<String, List<String>>>> calls) {}

  private record Call(Tool tool, List<String> values) {
    String wish() {
      return tool.wish.formatted(values.toArray());
    }

    String written() {
      return IntStream.range(0, values.size())
          .mapToObj(i -> tool.parameters().get(i) + "=\"" + values.get(i) + "\"")
          .collect(Collectors.joining(", ", tool.called() + "(", ")"));
    }

    Map<String, Map<String, List<String>>> right() {
      Map<String, List<String>> given = new LinkedHashMap<>();
      for (int i = 0; i < values.size(); i++) {
        given.put(tool.parameters().get(i), List.of(values.get(i)));
      }
      return Map.of(tool.called(), given);
    }
  }

  /** The category in which no function does it. */
  private static final String IRRELEVANCE = "irrelevance";

  /** Of one function, of several, of two calls, of none; in turn. */
  private static final List<String> CATEGORIES =
      List.of("simple_python", "multiple", "parallel", IRRELEVANCE);

  static Exercise of(int index, Cast cast) {
    String category = CATEGORIES.get(index % CATEGORIES.size());
    List<Tool> tools = cast.shuffled(Tool.ALL).subList(0, 3);
    List<Call> calls = new ArrayList<>();
    while (calls.size() < (category.equals("parallel") ? 2 : 1)) {
      call(tools.get(0), calls, cast).ifPresent(calls::add);
    }
    List<Tool> offered =
        switch (category) {
          case "multiple" -> cast.shuffled(tools.subList(0, 2 + cast.random().nextInt(2)));
          case IRRELEVANCE -> tools.subList(1, 2 + cast.random().nextInt(2));
          default -> tools.subList(0, 1);
        };
    boolean none = category.equals(IRRELEVANCE);
    return exercise(category + "_" + index / CATEGORIES.size(), offered, calls, none);
  }

  private static Optional<Call> call(Tool tool, List<Call> others, Cast cast) {
    String thing =
        cast.name(word -> others.stream().noneMatch(call -> call.values.get(0).equals(word)));
    return switch (tool) {
      case GIVE -> second(tool, thing, cast.with(cast.nouns().people(), thing, word -> true));
      case SEND -> second(tool, thing, cast.with(cast.nouns().places(), thing, word -> true));
      case PUT ->
          second(
              tool,
              thing,
              cast.with(cast.nouns().containers(), thing, word -> !word.equals(thing)));
      default ->
          Optional.of(new Call(tool, List.of(thing)))
              .filter(call -> cast.allowed(thing, tool.called()));
    };
  }

  private static Optional<Call> second(Tool tool, String thing, Optional<String> second) {
    return second.map(other -> new Call(tool, List.of(thing, other)));
  }

  private static Exercise exercise(String id, List<Tool> offered, List<Call> calls, boolean none) {
    String wish = calls.stream().map(Call::wish).collect(Collectors.joining(" "));
    String prompt =
        offered.stream()
                .map(tool -> tool.called() + "(" + String.join(", ", tool.parameters()) + ")")
                .collect(Collectors.joining(", ", "Functions: ", "\n"))
            + wish;
    String answer =
        none ? NONE : calls.stream().map(Call::written).collect(Collectors.joining(", ", "[", "]"));
    var row =
        new Asked(
            id, List.of(List.of(new Said("user", wish))), offered.stream().map(Tool::doc).toList());
    List<Call> made = none ? List.of() : calls;
    var right = new Right(id, made.stream().map(Call::right).toList());
    return Exercise.of("bfcl", List.of(prompt, answer), row, Optional.of(right));
  }
}
