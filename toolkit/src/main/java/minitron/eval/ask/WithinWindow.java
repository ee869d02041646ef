package minitron.eval.ask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import minitron.infer.StopStrings;
import minitron.infer.StoppedException;

/**
 * Texts that end with the EOS token, or where the window does: each prompt stays whole and leaves a
 * room of its own.
 *
 * @param model who writes
 * @param most tokens of a text
 * @param spare tokens of the window that stay free
 */
public record WithinWindow(LanguageModel model, int most, int spare) {
  /** Tokens that most texts keep to: all are first written as if none were longer. */
  private static final int SHORT = 512;

  /** The text after every context; none after one that leaves no room. */
  public List<String> generate(List<String> contexts) {
    List<String> keys = keys(contexts);
    var texts = new String[contexts.size()];
    Arrays.setAll(texts, i -> model.log().written(keys.get(i)).orElse(null));
    var stops = new StopStrings(List.of(), model.encoder().codec());
    List<int[]> prompts = contexts.stream().map(model.encoder().codec()::encode).toList();
    for (int limit : new int[] {Math.min(most, SHORT), most}) {
      byRoom(prompts, texts, limit)
          .forEach((room, group) -> write(group, prompts, room, limit, stops, texts, keys));
    }
    return List.of(texts);
  }

  private List<String> keys(List<String> contexts) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("max_gen_toks", most);
    settings.put("spare", spare);
    return IntStream.range(0, contexts.size())
        .mapToObj(i -> model.log().key("generate_within", contexts.get(i), settings, i))
        .toList();
  }

  /** The texts that are not there yet, by how many tokens each may have. */
  private Map<Integer, List<Integer>> byRoom(List<int[]> prompts, String[] texts, int limit) {
    Map<Integer, List<Integer>> groups = new TreeMap<>();
    for (int i = 0; i < texts.length; i++) {
      if (texts[i] == null) {
        int room = Math.min(limit, model.encoder().window() - prompts.get(i).length - spare);
        groups.computeIfAbsent(Math.max(0, room), any -> new ArrayList<>()).add(i);
      }
    }
    return groups;
  }

  private void write(
      List<Integer> group,
      List<int[]> prompts,
      int room,
      int limit,
      StopStrings stops,
      String[] texts,
      List<String> keys) {
    if (room == 0) {
      group.forEach(i -> texts[i] = "");
      return;
    }
    try {
      model
          .generator()
          .generate(
              group.stream().map(prompts::get).toList(),
              group,
              room,
              stops::reached,
              model.progress().part(() -> done(texts), texts.length, "tokens at most"),
              (place, generated) -> {
                boolean longer = generated.length == limit && limit < most;
                if (!longer || stops.reached(generated)) {
                  int i = group.get(place);
                  texts[i] = stops.cut(generated);
                  model.log().add(keys.get(i), texts[i]);
                  model.progress().at(done(texts), texts.length, "");
                }
              });
    } catch (StoppedException part) {
      var whole = new StoppedException(done(texts), texts.length, "texts");
      whole.initCause(part);
      throw whole;
    }
  }

  private static int done(String[] texts) {
    return (int) Arrays.stream(texts).filter(text -> text != null).count();
  }
}
