package minitron.runs;

import java.util.Optional;

/**
 * What a long call has measured, each piece kept as soon as it is there, so that the same call goes
 * on from them after a stop.
 */
public interface Kept {
  /** Keeps nothing. */
  Kept NOTHING =
      new Kept() {
        @Override
        public Optional<String> written(String key) {
          return Optional.empty();
        }

        @Override
        public void add(String key, String text) {}
      };

  /** What is kept under a key, if it is there. */
  Optional<String> written(String key);

  /** Keeps a text at once; under a key that has one, the later one counts. */
  void add(String key, String text);
}
