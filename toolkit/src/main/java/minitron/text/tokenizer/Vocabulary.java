package minitron.text.tokenizer;

import static minitron.io.Messages.quote;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which id each token has: the model's own, and those of the added tokens, which the tokenizers
 * library gives out itself, whatever the file says of them.
 */
public final class Vocabulary {
  /** The largest id: one past it still is an int. */
  public static final int LARGEST_ID = Integer.MAX_VALUE - 1;

  private final Map<String, Integer> model = new HashMap<>();
  private final Map<String, AddedToken> added = new LinkedHashMap<>();
  private final Map<String, Integer> addedIds = new HashMap<>();
  private final Map<Integer, String> tokens = new HashMap<>();
  private int modelSize;
  private int largest = -1;
  private int largestAdded = -1;

  /** A number of a file as a token's id. */
  static int checkId(long id, String token) {
    if (id < 0 || id > LARGEST_ID) {
      throw new IllegalArgumentException(
          "the token %s has the id %d; allowed: 0 to %d".formatted(quote(token), id, LARGEST_ID));
    }
    return (int) id;
  }

  /** Takes up a token of the model, by name. */
  void named(String token, long number) {
    int id = checkId(number, token);
    String other = tokens.putIfAbsent(id, token);
    if (other != null) {
      throw new IllegalArgumentException(
          "the tokens %s and %s have the same id %d".formatted(quote(other), quote(token), id));
    }
    model.put(token, id);
    modelSize++;
    largest = Math.max(largest, id);
  }

  /** Takes up the next token of a model that counts them. */
  void scored(String token) {
    tokens.put(modelSize, token);
    model.put(token, modelSize++);
    largest = modelSize - 1;
  }

  /** Adds a token as the library does: it keeps an id that it has, and else gets the next. */
  public void add(AddedToken token) {
    String content = token.content();
    if (content.isEmpty()) {
      return;
    }
    AddedToken former = added.get(content);
    added.put(content, former == null ? token : token.after(former));
    if (former == null) {
      Integer known = model.get(content);
      int id = known != null ? known : Math.max(modelSize, largestAdded + 1);
      addedIds.put(content, checkId(id, content));
      tokens.putIfAbsent(id, content);
      largestAdded = Math.max(largestAdded, id);
      largest = Math.max(largest, id);
    }
  }

  /** The added tokens in the order in which they were, each with its last flags. */
  public List<AddedToken> added() {
    return List.copyOf(added.values());
  }

  /** One past the largest id. */
  public int size() {
    return largest + 1;
  }

  /** The id of a token; null if it is not there. */
  public Integer id(String token) {
    Integer id = addedIds.get(token);
    return id != null ? id : model.get(token);
  }

  /** The model's own tokens and their ids. */
  Map<String, Integer> model() {
    return Collections.unmodifiableMap(model);
  }

  /** Whether the model itself has a token. */
  boolean modelHas(String token) {
    return model.containsKey(token);
  }

  /** The token of an id; null if there is none. */
  public String token(int id) {
    return tokens.get(id);
  }
}
