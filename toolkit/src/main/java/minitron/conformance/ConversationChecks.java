package minitron.conformance;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import minitron.python.PythonJson;
import minitron.text.ChatTokenizer;
import minitron.text.Tokenizer;
import minitron.text.chat.ChatLabels;
import minitron.text.chat.ChatOptions;
import minitron.text.chat.LabelledIds;
import minitron.text.chat.Message;
import minitron.text.chat.rows.ChatPromptTokens;
import minitron.text.chat.rows.ConversationFile;
import minitron.text.chat.rows.ConversationKind;
import minitron.text.chat.rows.ConversationRow;
import minitron.text.chat.rows.RowTokens;
import minitron.text.jinja.Rendering;

/** How a case's conversations are read: texts, tokens and labels, with each of its templates. */
record ConversationChecks(Reference reference) {
  private static final String TRAIN = "train.jsonl";
  private static final String PLAIN = "chat_template_plain.jinja";
  private static final long MASKED = -100;
  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

  private static final Set<String> CONVERSATION =
      Set.of("text", "input_ids", "assistant_mask", "supervised_text", "prompt_text");
  private static final Set<String> COMPLETION =
      Set.of("prompt", "completion", "text", "input_ids", "completion_mask", "prompt_is_prefix");

  private Tokenizer tokenizer() {
    return reference.model().tokenizer();
  }

  private ChatTokenizer chat() {
    return ChatTokenizer.of(tokenizer());
  }

  private RowTokens tokens(ChatTokenizer chat, List<String> notes) {
    return new RowTokens(tokenizer(), () -> chat, ChatPromptTokens.NEMO, notes::add);
  }

  private List<ConversationRow> rows() {
    return ConversationFile.rows(reference.folder().resolve(TRAIN));
  }

  /** The conversations that the case is tuned on. */
  List<LabelledIds> labelled() {
    return labelled(chat());
  }

  private List<LabelledIds> labelled(ChatTokenizer chat) {
    RowTokens tokens = tokens(chat, new ArrayList<>());
    return rows().stream().map(row -> ConversationKind.of(row).label(row, tokens)).toList();
  }

  void conversations() {
    List<JsonElement> expected =
        reference.expected().value("conversations").getAsJsonArray().asList();
    conversations("", chat(), expected);
    conversations("plain.", plain(), expected);
  }

  private void conversations(String which, ChatTokenizer chat, List<JsonElement> expected) {
    List<ConversationRow> rows = rows();
    List<LabelledIds> labels = labelled(chat);
    for (int i = 0; i < expected.size(); i++) {
      JsonObject each = expected.get(i).getAsJsonObject();
      String key = which + "conversations." + i;
      known(key, each, CONVERSATION);
      List<Message> messages = rows.get(i).messages("messages");
      Rendering whole = ChatLabels.of(chat.template(), messages, ChatOptions.DEFAULT);
      same(key + ".text", each.get("text"), whole.text());
      String prompt = chat.template().render(messages, ChatOptions.ASKING).text();
      same(key + ".prompt_text", each.get("prompt_text"), prompt);
      same(key + ".input_ids", each.get("input_ids"), labels.get(i).ids());
      same(key + ".assistant_mask", each.get("assistant_mask"), mask(labels.get(i)));
      same(key + ".supervised_text", each.get("supervised_text"), List.of(learnt(whole)));
    }
  }

  private static String learnt(Rendering whole) {
    int[] points = whole.text().codePoints().toArray();
    var text = new StringBuilder();
    for (Rendering.Span span : whole.generated()) {
      text.append(new String(points, span.from(), span.to() - span.from()));
    }
    return text.toString();
  }

  /** The template without tags that say what is generated: the masks must be the same. */
  private ChatTokenizer plain() {
    Path file = reference.folder().resolve(PLAIN);
    return ChatTokenizer.of(tokenizer(), file);
  }

  void promptCompletion() {
    int number = 0;
    for (JsonElement one : reference.expected().value("prompt_completion").getAsJsonArray()) {
      JsonObject each = one.getAsJsonObject();
      String key = "prompt_completion." + number++;
      known(key, each, COMPLETION);
      List<String> notes = new ArrayList<>();
      var row = new ConversationRow(fields(each), key);
      LabelledIds labels = ConversationKind.of(row).label(row, tokens(chat(), notes));
      same(key + ".input_ids", each.get("input_ids"), labels.ids());
      same(key + ".completion_mask", each.get("completion_mask"), mask(labels));
      same(key + ".prompt_is_prefix", each.get("prompt_is_prefix"), notes.isEmpty());
      same(key + ".text", each.get("text"), text(row));
    }
  }

  private String text(ConversationRow row) {
    if (row.fields().get("prompt") instanceof String prompt) {
      String whole = prompt + row.text("completion");
      String end = tokenizer().eosText().orElse("");
      return whole.endsWith(end) ? whole : whole + end;
    }
    List<Message> all = new ArrayList<>(row.messages("prompt"));
    all.addAll(row.messages("completion"));
    return chat().template().render(all, ChatOptions.DEFAULT).text();
  }

  @SuppressWarnings("unchecked") // an object's keys are texts
  private static Map<String, Object> fields(JsonObject object) {
    return (Map<String, Object>) PythonJson.loads(object.toString());
  }

  /** Ids, labels and mask of all conversations, padded on the right. */
  void tensors() {
    List<LabelledIds> all = labelled();
    int time = all.stream().mapToInt(LabelledIds::size).max().orElse(0);
    // What stands behind the end is the case's own affair.
    long[] ids = reference.expected().tensor("input_ids").toLongArray();
    if (ids.length != all.size() * time) {
      throw new IllegalStateException("%d × %d ids are %d".formatted(all.size(), time, ids.length));
    }
    long[] labels = new long[ids.length];
    long[] mask = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      LabelledIds each = all.get(i / time);
      int t = i % time;
      boolean there = t < each.size();
      ids[i] = there ? each.ids()[t] : ids[i];
      labels[i] = there && each.isSupervised(t) ? each.ids()[t] : MASKED;
      mask[i] = there ? 1 : 0;
    }
    same("input_ids", ids);
    same("labels", labels);
    same("attention_mask", mask);
  }

  private void same(String key, long... actual) {
    String expected = JSON.toJson(reference.expected().tensor(key).toLongArray());
    String own = JSON.toJson(actual);
    reference.expected().compareExactly(key, expected, own);
  }

  private static int[] mask(LabelledIds labels) {
    return IntStream.range(0, labels.size()).map(t -> labels.isSupervised(t) ? 1 : 0).toArray();
  }

  private void same(String key, JsonElement expected, Object actual) {
    reference.expected().compareExactly(key, expected.toString(), JSON.toJson(actual));
  }

  private void known(String key, JsonObject object, Set<String> names) {
    var more = new TreeSet<>(object.keySet());
    more.removeAll(names);
    more.forEach(
        name -> reference.expected().fail(key + "." + name, "an unknown key: nothing computes it"));
  }
}
