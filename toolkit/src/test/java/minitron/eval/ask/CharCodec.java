package minitron.eval.ask;

import java.util.Set;
import java.util.stream.IntStream;
import minitron.infer.TokenCodec;

/** A tokenizer for tests: a character is its own token, and 1 stands before every text. */
public record CharCodec() implements TokenCodec {

  @Override
  public int[] encode(String text) {
    return IntStream.concat(IntStream.of(1), text.chars()).toArray();
  }

  @Override
  public int[] encodePlain(String text) {
    return text.chars().toArray();
  }

  @Override
  public String decode(int[] ids) {
    return IntStream.of(ids)
        .filter(id -> id > 2)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Override
  public Set<Integer> ends() {
    return Set.of(2);
  }

  @Override
  public int prefix() {
    return 1;
  }
}
