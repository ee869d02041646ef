package minitron.eval.ask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minitron.Golden;
import minitron.Refusal;
import minitron.infer.TokenCodec;
import minitron.infer.TokenRequest;
import minitron.text.Row;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class PairEncoderTest {

  @Test
  void trailingSpaceOfTheContextIsScored() {
    TokenRequest request =
        new PairEncoder(new CharCodec(), 100).encode(List.of(new Request("ab ", "c"))).get(0);
    assertArrayEquals(new int[] {1, 'a', 'b'}, request.context());
    assertArrayEquals(new int[] {' ', 'c'}, request.continuation());
  }

  @Test
  void anEmptyContextIsThePrefix() {
    PairEncoder encoder = new PairEncoder(new CharCodec(), 100);
    assertArrayEquals(
        new int[] {1}, encoder.encode(List.of(new Request("", "ab"))).get(0).context());
    TokenRequest prefixed = encoder.encode(List.of(new Request("", "\u0001ab"))).get(0);
    assertArrayEquals(new int[] {1}, prefixed.context());
    assertArrayEquals(new int[] {'a', 'b'}, prefixed.continuation());
  }

  @Test
  void whatCannotBeScoredIsRefused() {
    PairEncoder encoder = new PairEncoder(new CharCodec(), 3);
    assertTrue(message(encoder, "a", "").contains("no token of its own"));
    assertTrue(message(encoder, "a", "long").contains("does not fit the model's window of 3"));
    assertThrows(IllegalArgumentException.class, () -> new PairEncoder(new CharCodec(), 0));
  }

  @Property(tries = 300)
  void theModelIsFedTheLastTokensThatFit(
      @ForAll @NotEmpty String context,
      @ForAll @NotEmpty String continuation,
      @ForAll @IntRange(min = 0, max = 20) int spare) {
    Request request = new Request(context, continuation);
    TokenRequest whole = split(new PairEncoder(new CharCodec(), 1), request);
    int window = whole.continuation().length + spare;
    TokenRequest cut = new PairEncoder(new CharCodec(), window).encode(List.of(request)).get(0);
    assertArrayEquals(whole.continuation(), cut.continuation());
    int[] all = joined(whole);
    int[] fed = joined(cut);
    assertEquals(Math.min(all.length, window + 1), fed.length);
    assertArrayEquals(IntStream.of(all).skip(all.length - fed.length).toArray(), fed);
  }

  @Test
  void agreesWithGolden() {
    Row vocabulary = Golden.rows("tokens.jsonl", "vocab").get(0).child("vocab");
    for (Row row : Golden.rows("tokens.jsonl", "encode_pair")) {
      TokenCodec codec =
          new LongestMatch(vocabulary.fields(), row.fields().get("bos").getAsBoolean());
      Request request = new Request(row.text("context"), row.text("continuation"));
      TokenRequest split = split(new PairEncoder(codec, 1), request);
      assertEquals(row.wholes("context_enc"), boxed(split.context()));
      assertEquals(row.wholes("continuation_enc"), boxed(split.continuation()));
      if (split.continuation().length == 0) {
        continue; // The harness stops at these; so do we, see above.
      }
      for (int window : new int[] {4, 8, 2048}) {
        TokenRequest cut = new PairEncoder(codec, window).encode(List.of(request)).get(0);
        List<Integer> fed = boxed(joined(cut));
        List<Integer> input = fed.subList(0, fed.size() - 1);
        assertEquals(row.wholes("model_input_max_length_" + window), input);
        int first = input.size() - cut.continuation().length;
        assertEquals(
            row.wholes("scored_logit_positions_max_length_" + window),
            IntStream.range(first, input.size()).boxed().toList());
      }
    }
  }

  private static String message(PairEncoder encoder, String context, String continuation) {
    Request request = new Request(context, continuation);
    return Refusal.of(() -> encoder.encode(List.of(request)));
  }

  private static int[] joined(TokenRequest request) {
    return IntStream.concat(IntStream.of(request.context()), IntStream.of(request.continuation()))
        .toArray();
  }

  private static List<Integer> boxed(int[] ids) {
    return IntStream.of(ids).boxed().toList();
  }

  /** The golden file's own tokenizer: greedy longest match of up to 12 characters. */
  private record LongestMatch(JsonObject vocabulary, boolean bos) implements TokenCodec {

    @Override
    public int[] encode(String text) {
      return IntStream.concat(bos ? IntStream.of(1) : IntStream.empty(), plain(text)).toArray();
    }

    @Override
    public int[] encodePlain(String text) {
      return plain(text).toArray();
    }

    @Override
    public String decode(int[] ids) {
      return IntStream.of(ids).mapToObj(this::token).collect(Collectors.joining());
    }

    private String token(int id) {
      return vocabulary.keySet().stream().filter(t -> id(t) == id).findFirst().orElseThrow();
    }

    private int id(String token) {
      return vocabulary.get(token).getAsInt();
    }

    @Override
    public Set<Integer> ends() {
      return Set.of();
    }

    @Override
    public int prefix() {
      return 0;
    }

    private IntStream plain(String text) {
      if (text.isEmpty()) {
        return IntStream.empty();
      }
      String token =
          Stream.iterate(Math.min(12, text.length()), n -> n > 0, n -> n - 1)
              .map(n -> text.substring(0, n))
              .filter(vocabulary::has)
              .findFirst()
              .orElseThrow();
      return IntStream.concat(IntStream.of(id(token)), plain(text.substring(token.length())));
    }
  }

  private static TokenRequest split(PairEncoder encoder, Request request) {
    return encoder.split(request, encoder.contextIds(request));
  }
}
