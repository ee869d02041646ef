package minitron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minitron.host.Watch;
import minitron.infer.ModelGenerator;
import minitron.infer.NextLogits;
import minitron.infer.Sampling;
import minitron.model.CausalLm;
import minitron.report.Columns;
import minitron.report.LabelledWords;
import minitron.report.LabelledWords.Word;
import minitron.report.Passage;
import minitron.report.Showable;
import minitron.text.ChatTokenizer;
import minitron.text.Tokenizer;
import minitron.text.chat.ChatOptions;
import minitron.text.chat.LabelledIds;
import minitron.text.chat.Message;
import tech.tablesaw.api.Table;

/** Conversations as a model reads them, through its chat template. */
public final class Chat {
  private Chat() {}

  /**
   * How a model reads conversations.
   *
   * @throws IllegalArgumentException for a model whose folder has no chat template
   */
  public static Reader of(CausalLm model) {
    return new Reader(model, ChatTokenizer.of(model.tokenizer()));
  }

  /** What one says: {@code system}, {@code user} or {@code assistant}. */
  public static Message message(String role, String content) {
    return Message.of(role, content);
  }

  /**
   * A model with its chat template.
   *
   * @param chat makes tokens of conversations
   */
  public record Reader(CausalLm model, ChatTokenizer chat) {
    /** What the model reads of a conversation, and which of its tokens it would learn. */
    public Reading read(Message... messages) {
      List<Message> all = List.of(messages);
      String text = chat.template().render(all, ChatOptions.DEFAULT).text();
      return new Reading(text, chat.label(all, ChatOptions.DEFAULT), chat);
    }

    /** What the model answers, the likeliest token each time, of up to a hundred. */
    public String answer(Message... messages) {
      return answer(100, messages);
    }

    /**
     * The same with so many tokens at most.
     *
     * @throws IllegalArgumentException if both are longer than the model's window
     */
    public String answer(int tokens, Message... messages) {
      int[] asked = chat.encode(List.of(messages), ChatOptions.ASKING);
      int window = model.config().maxPositionEmbeddings();
      if ((long) asked.length + tokens > window) {
        throw new IllegalArgumentException(
            "A conversation of %d tokens and %d to write are more than the model's max_position_embeddings of %d: take a shorter one or fewer tokens."
                .formatted(asked.length, tokens, window));
      }
      int[] written =
          Watch.with(
              "Writing",
              "tokens",
              progress ->
                  new ModelGenerator(NextLogits.of(model), 1, Sampling.GREEDY)
                      .generate(
                          List.of(asked),
                          tokens,
                          so -> {
                            progress.at(so.length, tokens, "");
                            return progress.cancelled() || ends(so);
                          })
                      .get(0));
      return chat.tokenizer().decode(written);
    }

    private boolean ends(int[] written) {
      return written.length > 0 && chat.tokenizer().ends().contains(written[written.length - 1]);
    }
  }

  /**
   * A conversation as a model reads it.
   *
   * @param text what the template makes of it
   * @param labels its tokens; those that a model learns to write are supervised
   * @param chat what made them
   */
  public record Reading(String text, LabelledIds labels, ChatTokenizer chat) implements Showable {
    /** How often the BOS token begins it: once, if the template writes it. */
    private long begins() {
      var bos = chat.tokenizer().bos();
      return bos.isEmpty()
          ? 0
          : Arrays.stream(labels.ids()).filter(id -> id == bos.getAsInt()).count();
    }

    /** A token's text; that of one that no text has, as it stands in the vocabulary. */
    private String text(int id) {
      String text = chat.tokenizer().decode(new int[] {id});
      return text.isEmpty() ? chat.tokenizer().token(id) : text;
    }

    /** The tokens in a row, a tick below those that a model learns to write. */
    public LabelledWords tokens() {
      int[] ids = labels.ids();
      return new LabelledWords(
          IntStream.range(0, ids.length)
              .mapToObj(
                  i ->
                      new Word(
                          LabelledWords.visible(text(ids[i])), labels.isSupervised(i) ? "✓" : ""))
              .toList());
    }

    /** A row a token. */
    public Table table() {
      int[] ids = labels.ids();
      Tokenizer tokenizer = chat.tokenizer();
      return Table.create(
          "Tokens",
          Columns.text("token", Arrays.stream(ids).mapToObj(tokenizer::token).toList()),
          Columns.text("id", Arrays.stream(ids).mapToObj(Integer::toString).toList()),
          Columns.text(
              "supervised",
              IntStream.range(0, ids.length)
                  .mapToObj(i -> labels.isSupervised(i) ? "yes" : "")
                  .toList()));
    }

    /** What is supervised, as text; the tokens that end a turn too. */
    public String supervised() {
      int[] ids = labels.ids();
      return IntStream.range(0, ids.length)
          .filter(labels::isSupervised)
          .mapToObj(i -> text(ids[i]))
          .collect(Collectors.joining());
    }

    private String note() {
      return "%d tokens, %d of them supervised; BOS %s"
          .formatted(labels.size(), labels.targets(), begins() == 1 ? "once" : begins() + " times");
    }

    @Override
    public List<?> parts() {
      List<Object> parts = new ArrayList<>(List.of(new Passage("", text, note()), tokens()));
      chat.warning(labels).ifPresent(parts::add);
      return parts;
    }

    @Override
    public String toString() {
      return new Passage("", text, note()) + "\n" + tokens();
    }
  }
}
