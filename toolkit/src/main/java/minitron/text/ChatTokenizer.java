package minitron.text;

import static minitron.io.Messages.quote;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import minitron.text.chat.ChatLabels;
import minitron.text.chat.ChatOptions;
import minitron.text.chat.ChatTemplate;
import minitron.text.chat.LabelledIds;
import minitron.text.chat.Message;
import minitron.text.jinja.Rendering;

/**
 * The tokens of conversations. The BOS token comes from the template alone, so it is there once.
 *
 * @param tokenizer makes tokens of text
 * @param template makes text of messages
 */
public record ChatTokenizer(Tokenizer tokenizer, ChatTemplate template) {
  /**
   * A tokenizer with the template of its folder, which is read now.
   *
   * @throws IllegalArgumentException if the folder has none, saying what to do
   */
  public static ChatTokenizer of(Tokenizer tokenizer) {
    return find(tokenizer)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The model in %s has no chat template: put a chat_template.jinja into its folder, or name the file of one."
                        .formatted(tokenizer.folder())));
  }

  /** The same; empty if the folder has no template. */
  public static Optional<ChatTokenizer> find(Tokenizer tokenizer) {
    return ChatTemplate.of(
            tokenizer.folder(), TokenizerFiles.read(tokenizer.folder()).specialTokens())
        .map(template -> new ChatTokenizer(tokenizer, template));
  }

  /** A tokenizer with the template of another file. */
  public static ChatTokenizer of(Tokenizer tokenizer, Path file) {
    return new ChatTokenizer(
        tokenizer,
        ChatTemplate.of(
            file.toString(),
            TextFiles.read(file),
            TokenizerFiles.read(tokenizer.folder()).specialTokens()));
  }

  /** The ids of a conversation's text, which may end where the assistant's turn has just begun. */
  public int[] encode(List<Message> messages, ChatOptions options) {
    return tokenizer.encodePlain(template.render(messages, options).text());
  }

  /**
   * The ids of a conversation, of which the assistant's words and the token that ends its turn are
   * supervised.
   *
   * @throws IllegalArgumentException naming the template if it does not say where turns begin
   */
  public LabelledIds label(List<Message> messages, ChatOptions options) {
    Rendering text = ChatLabels.of(template, messages, options);
    return ChatLabels.tokens(text, tokenizer.encodePlaced(text.text()));
  }

  /**
   * What a user should know before training on labels: a sentence where the last supervised token
   * of a conversation does not end what the model writes, so that it would never learn to stop.
   */
  public Optional<String> warning(LabelledIds labels) {
    return ChatLabels.last(labels)
        .filter(last -> !tokenizer.ends().contains(last))
        .map(
            last ->
                "The chat template %s leaves the end of an assistant's turn out of what is learned: the last supervised token is %s, at which generating does not end, so the model will not learn to stop."
                    .formatted(template.name(), quote(tokenizer.token(last))));
  }
}
