package minitron.eval.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import minitron.eval.ask.ChatFormat;
import minitron.eval.ask.GenerationConfig;
import minitron.model.CausalLm;
import minitron.text.ChatTokenizer;
import minitron.text.Tokenizer;
import minitron.text.chat.ChatOptions;
import minitron.text.chat.ChatTemplate;
import minitron.text.chat.Message;

/**
 * A model's chat template, or one that is named, as benchmarks ask with it.
 *
 * @param template makes text of messages
 */
record TemplateFormat(ChatTemplate template) implements ChatFormat {
  private static final int SHORT = 12;

  /** How a model generates, its prompts put through a template if that is asked for. */
  static GenerationConfig chatting(
      GenerationConfig generation, EvaluateOptions.Chat chat, CausalLm model) {
    return chat.asked() ? generation.chatting(of(model.tokenizer(), chat.file())) : generation;
  }

  /**
   * A model's own template, or that of a file.
   *
   * @throws IllegalArgumentException for a model that has none, if none is named
   */
  static TemplateFormat of(Tokenizer tokenizer, Optional<Path> file) {
    ChatTokenizer chat =
        file.isPresent() ? ChatTokenizer.of(tokenizer, file.get()) : ChatTokenizer.of(tokenizer);
    return new TemplateFormat(chat.template());
  }

  @Override
  public String prompt(List<Message> messages) {
    return template.text(messages, ChatOptions.ASKING);
  }

  @Override
  public String described() {
    return "the chat template %s (sha256 %s)"
        .formatted(template.name(), template.sha256().substring(0, SHORT));
  }
}
