package minitron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import minitron.host.Watch;
import minitron.infer.GenerateOptions;
import minitron.infer.GeneratedText;
import minitron.infer.ModelGenerator;
import minitron.infer.NextLogits;
import minitron.infer.StopStrings;
import minitron.infer.TokenCodec;
import minitron.model.CausalLm;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Showable;
import minitron.runs.Progress;
import tech.tablesaw.api.Table;

/** Text that a model writes after a prompt. */
public final class Generate {
  private Generate() {}

  /** A hundred tokens, the likeliest each time. */
  public static GenerateOptions options() {
    return GenerateOptions.DEFAULT;
  }

  /** Goes on from a prompt with the likeliest tokens. */
  public static GeneratedText text(CausalLm model, String prompt) {
    return text(model, prompt, options());
  }

  /**
   * Goes on from a prompt until a stop, the model's end of text, or as many tokens as asked for.
   * Stopped by hand, it gives what was written until then.
   *
   * @throws IllegalArgumentException if prompt and text are longer than the model's window
   */
  public static GeneratedText text(CausalLm model, String prompt, GenerateOptions options) {
    var codec = TokenCodec.of(model.tokenizer());
    int[] encoded = codec.encode(prompt);
    int[] given = encoded.length == 0 ? new int[] {codec.prefix()} : encoded;
    checkWindow(given.length, options.tokens(), model);
    var stops = new StopStrings(options.stops(), codec);
    int[] written =
        Watch.with("Writing", "tokens", progress -> write(model, given, options, stops, progress));
    String text = stops.cut(after(given, written, codec));
    return new GeneratedText(prompt, text, written.length, options);
  }

  private static void checkWindow(int given, int tokens, CausalLm model) {
    int window = model.config().maxPositionEmbeddings();
    if ((long) given + tokens > window) {
      throw new IllegalArgumentException(
          "A prompt of %d tokens and %d to write are more than the model's max_position_embeddings of %d: take a shorter prompt or fewer tokens."
              .formatted(given, tokens, window));
    }
  }

  private static int[] write(
      CausalLm model, int[] given, GenerateOptions options, StopStrings stops, Progress progress) {
    return new ModelGenerator(NextLogits.of(model), 1, options.sampling())
        .generate(
            List.of(given),
            options.tokens(),
            tokens -> {
              progress.at(tokens.length, options.tokens(), "");
              return stops.reached(tokens) || progress.cancelled();
            })
        .get(0);
  }

  /** The text of tokens behind others: decoded alone, the first would lose its space. */
  private static String after(int[] given, int[] written, TokenCodec codec) {
    int[] all = IntStream.concat(Arrays.stream(given), Arrays.stream(written)).toArray();
    String whole = codec.decode(all);
    String before = codec.decode(given);
    return whole.startsWith(before) ? whole.substring(before.length()) : codec.decode(written);
  }

  /**
   * What several models write after the same prompt, side by side.
   *
   * @param options how each writes
   * @param rows the models so far
   */
  public record Texts(String prompt, GenerateOptions options, List<Row> rows) implements Showable {
    /** A model and what it wrote. */
    public record Row(String model, GeneratedText text) {}

    /** Keeps the rows as they are now. */
    public Texts {
      rows = List.copyOf(rows);
    }

    /** The same with another model's text. */
    public Texts add(String name, CausalLm model) {
      List<Row> more = new ArrayList<>(rows);
      more.add(new Row(name, Generate.text(model, prompt, options)));
      return new Texts(prompt, options, more);
    }

    /** A row a model. */
    public Table table() {
      return Table.create(
          "“" + prompt.strip() + " …”",
          Columns.text("model", rows.stream().map(Row::model).toList()),
          Columns.text("goes on", rows.stream().map(row -> row.text.text().strip()).toList()));
    }

    @Override
    public List<?> parts() {
      return List.of(table());
    }

    @Override
    public String toString() {
      return Markdown.table(table());
    }
  }

  /** A prompt that several models go on from, side by side; add them by name. */
  public static Texts after(String prompt, GenerateOptions options) {
    return new Texts(prompt, options, List.of());
  }
}
