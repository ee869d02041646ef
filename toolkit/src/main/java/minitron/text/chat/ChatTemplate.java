package minitron.text.chat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import minitron.io.Sha256;
import minitron.text.jinja.JinjaTemplate;
import minitron.text.jinja.Rendering;

/**
 * How a model reads a conversation: one text of messages, as transformers makes it. A template that
 * cannot be read is an error only when it is needed.
 */
public final class ChatTemplate {
  /** The name of the template that is taken where none is asked for. */
  static final String DEFAULT = "default";

  private static final String FOR_TOOLS = "tool_use";
  private static final Pattern GENERATION = Pattern.compile("\\{%[-+]?\\s*generation\\s*[-+]?%\\}");

  private final String name;
  private final Map<String, String> sources;
  private final Map<String, Object> specialTokens;
  private final Map<String, JinjaTemplate> read = new HashMap<>();

  private ChatTemplate(String name, Map<String, String> sources, Map<String, Object> tokens) {
    this.name = name;
    this.sources = sources;
    this.specialTokens = new LinkedHashMap<>(tokens);
  }

  /**
   * The template of a model's folder: {@code chat_template.jinja}, or that of {@code
   * tokenizer_config.json}, and those of {@code additional_chat_templates/}.
   *
   * @return empty if the folder has none
   * @throws IllegalArgumentException if a file cannot be read
   */
  public static Optional<ChatTemplate> of(Path folder) {
    return of(folder, TemplateFiles.tokens(folder));
  }

  /** The same with special tokens that are known already. */
  public static Optional<ChatTemplate> of(Path folder, Map<String, Object> specialTokens) {
    Map<String, String> sources = TemplateFiles.sources(folder);
    return sources.isEmpty()
        ? Optional.empty()
        : Optional.of(new ChatTemplate("of " + folder, sources, specialTokens));
  }

  /**
   * A template from its source.
   *
   * @param name what messages call it
   * @param specialTokens variables such as {@code bos_token}
   */
  public static ChatTemplate of(String name, String source, Map<String, Object> specialTokens) {
    return new ChatTemplate(name, Map.of(DEFAULT, source), specialTokens);
  }

  /** What messages call it. */
  public String name() {
    return name;
  }

  /** A hash of its text and its special tokens. */
  public String sha256() {
    return Sha256.of((sources + " " + specialTokens).getBytes(StandardCharsets.UTF_8));
  }

  /** Whether it says itself what an assistant writes, by the generation tag. */
  public boolean marksGeneration(ChatOptions options) {
    return GENERATION.matcher(sources.get(chosen(options))).find();
  }

  /**
   * The text of a conversation.
   *
   * @throws IllegalArgumentException for messages that the template refuses, in its own words, and
   *     for a template that is broken or needs what is not known here
   */
  public Rendering render(List<Message> messages, ChatOptions options) {
    return render(messages, options, LocalDateTime::now);
  }

  /** The text alone. */
  public String text(List<Message> messages, ChatOptions options) {
    return render(messages, options).text();
  }

  /**
   * The same at another time.
   *
   * @param now the local time, which some templates write
   */
  public Rendering render(
      List<Message> messages, ChatOptions options, Supplier<LocalDateTime> now) {
    String chosen = chosen(options);
    if (!options.continueFinalMessage()) {
      return rendered(chosen, fields(messages), options, now);
    }
    FinalMessage last = FinalMessage.of(messages);
    if (!sources.get(chosen).contains("content")) {
      throw refused("its text never reads content, so no message can go on", null);
    }
    Rendering whole = rendered(chosen, fields(last.tagged()), options, now);
    try {
      return last.cut(whole);
    } catch (IllegalArgumentException e) {
      throw refused(e.getMessage(), e);
    }
  }

  private static List<Object> fields(List<Message> messages) {
    return new ArrayList<>(messages.stream().map(Message::fields).toList());
  }

  private Rendering rendered(
      String chosen, List<Object> messages, ChatOptions options, Supplier<LocalDateTime> now) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("messages", messages);
    variables.put("tools", options.tools().orElse(null));
    variables.put("documents", null);
    variables.put("add_generation_prompt", options.addGenerationPrompt());
    variables.putAll(specialTokens);
    variables.putAll(options.variables());
    try {
      return template(chosen).render(variables, now);
    } catch (IllegalArgumentException e) {
      throw refused(e.getMessage(), e);
    }
  }

  private IllegalArgumentException refused(String why, Throwable cause) {
    return new IllegalArgumentException(
        "The chat template %s does not take this conversation: %s".formatted(name, why), cause);
  }

  private synchronized JinjaTemplate template(String chosen) {
    return read.computeIfAbsent(chosen, one -> JinjaTemplate.of(sources.get(one)));
  }

  private String chosen(ChatOptions options) {
    if (options.tools().isPresent() && sources.containsKey(FOR_TOOLS)) {
      return FOR_TOOLS;
    }
    if (!sources.containsKey(DEFAULT)) {
      throw new IllegalArgumentException(
          "The chat templates %s are %s, and none of them is named default: name a file of one."
              .formatted(name, sources.keySet()));
    }
    return DEFAULT;
  }
}
