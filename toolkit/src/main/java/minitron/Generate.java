package minitron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import minitron.host.Watch;
import minitron.infer.ModelGenerator;
import minitron.infer.NextLogits;
import minitron.infer.Sampling;
import minitron.infer.StopStrings;
import minitron.infer.TokenizerCodec;
import minitron.model.CausalLm;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Passage;
import minitron.report.Showable;
import minitron.runs.Progress;
import tech.tablesaw.api.Table;

/** Text that a model writes after a prompt. */
public final class Generate {
  private Generate() {}

  /**
   * How a text is written.
   *
   * @param tokens how many at most
   * @param sampling how each is picked
   * @param stops strings that end the text, and are left out
   */
  public record Options(int tokens, Sampling sampling, List<String> stops) {
    /** Needs a token to write, and stop strings that are not empty. */
    public Options {
      if (tokens < 1) {
        throw new IllegalArgumentException("tokens " + tokens + ": at least 1 is needed.");
      }
      stops = List.copyOf(stops);
      if (stops.contains("")) {
        throw new IllegalArgumentException("Stop strings must not be empty; give one, e.g. \\n.");
      }
    }

    /** The same with another number of tokens. */
    public Options tokens(int most) {
      return new Options(most, sampling, stops);
    }

    /** The same at another temperature: 0 always takes the likeliest token. */
    public Options temperature(double other) {
      return sampling(new Sampling(other, sampling.topP(), sampling.seed()));
    }

    /** The same with draws among the likeliest tokens of this probability in all. */
    public Options topP(double share) {
      return sampling(new Sampling(sampling.temperature(), share, sampling.seed()));
    }

    /** The same with other draws. */
    public Options seed(long other) {
      return sampling(new Sampling(sampling.temperature(), sampling.topP(), other));
    }

    private Options sampling(Sampling other) {
      return new Options(tokens, other, stops);
    }

    /** The same with texts that end the writing. */
    public Options stop(String... texts) {
      return new Options(tokens, sampling, List.of(texts));
    }

    @Override
    public String toString() {
      String picked =
          sampling.temperature() == 0
              ? "the likeliest each time"
              : String.format(
                  Locale.ROOT,
                  "temperature %s, top-p %s, seed %d",
                  sampling.temperature(),
                  sampling.topP(),
                  sampling.seed());
      return "up to " + tokens + " tokens, " + picked;
    }
  }

  /** A hundred tokens, the likeliest each time. */
  public static Options options() {
    return new Options(100, Sampling.GREEDY, List.of());
  }

  /**
   * What a model wrote.
   *
   * @param text the continuation without its prompt
   * @param tokens how many were written, the one that ended the text included
   */
  public record Text(String prompt, String text, int tokens, Options options) implements Showable {
    @Override
    public String toString() {
      return passage().toString();
    }

    @Override
    public List<?> parts() {
      return List.of(passage());
    }

    private Passage passage() {
      return new Passage(prompt, text, tokens + " tokens; " + options);
    }
  }

  /** Goes on from a prompt with the likeliest tokens. */
  public static Text text(CausalLm model, String prompt) {
    return text(model, prompt, options());
  }

  /**
   * Goes on from a prompt until a stop, the model's end of text, or as many tokens as asked for.
   * Stopped by hand, it gives what was written until then.
   *
   * @throws IllegalArgumentException if prompt and text are longer than the model's window
   */
  public static Text text(CausalLm model, String prompt, Options options) {
    var codec = TokenizerCodec.of(model.tokenizer());
    int[] encoded = codec.encode(prompt);
    int[] given = encoded.length == 0 ? new int[] {codec.prefix()} : encoded;
    checkWindow(given.length, options.tokens, model);
    var stops = new StopStrings(options.stops, codec);
    int[] written =
        Watch.with("Writing", "tokens", progress -> write(model, given, options, stops, progress));
    String text = stops.cut(after(given, written, codec));
    return new Text(prompt, text, written.length, options);
  }

  private static void checkWindow(int given, int tokens, CausalLm model) {
    int window = model.config().maxPositionEmbeddings();
    if (given + tokens > window) {
      throw new IllegalArgumentException(
          "A prompt of %d tokens and %d to write are more than the model's max_position_embeddings of %d: take a shorter prompt or fewer tokens."
              .formatted(given, tokens, window));
    }
  }

  private static int[] write(
      CausalLm model, int[] given, Options options, StopStrings stops, Progress progress) {
    return new ModelGenerator(NextLogits.of(model), 1, options.sampling)
        .generate(
            List.of(given),
            options.tokens,
            tokens -> {
              progress.at(tokens.length, options.tokens, "");
              return stops.reached(tokens) || progress.cancelled();
            })
        .get(0);
  }

  /** The text of tokens behind others: decoded alone, the first would lose its space. */
  private static String after(int[] given, int[] written, TokenizerCodec codec) {
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
  public record Texts(String prompt, Options options, List<Row> rows) implements Showable {
    /** A model and what it wrote. */
    public record Row(String model, Text text) {}

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
  public static Texts after(String prompt, Options options) {
    return new Texts(prompt, options, List.of());
  }
}
