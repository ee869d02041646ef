package minitron.eval.ifeval;

import com.cybozu.labs.langdetect.Detector;
import com.cybozu.labs.langdetect.DetectorFactory;
import com.cybozu.labs.langdetect.LangDetectException;
import com.cybozu.labs.langdetect.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * In which language a text is, by its groups of up to three letters: the program that Python's
 * {@code langdetect} was made from, with Python's profiles.
 *
 * <p>It draws, and in Python a short text may have another language at every call. Here the draws
 * are seeded, so that a text has one language: the likeliest of three calls.
 */
final class Languages {
  private static final int DRAWS = 3;

  /** The library's own profiles that Python has too. */
  private static final List<String> OWN =
      List.of(
          """
          af ar bg bn cs da de el en es et fa fi fr gu he hi hr hu id it ja kn lt lv mk ml mr ne nl
          no pa pl pt ro ru sk sl so sq sv sw ta te th tl tr uk ur vi zh-cn zh-tw"""
              .split("\\s+"));

  /** Catalan and Welsh, which the library lacks, and a newer Korean. */
  private static final String OTHERS = "languages.jsonl.gz";

  static {
    load();
  }

  private Languages() {}

  /** The library keeps its profiles for the whole program. */
  private static void load() {
    Stream<String> own = OWN.stream().map(Languages::own);
    Stream<String> others = Packed.lines(OTHERS).stream();
    DetectorFactory.clear();
    try {
      // The library's reader of JSON would drop the character of byte order.
      DetectorFactory.loadProfile(
          Stream.concat(own, others).map(json -> json.replace("\uFEFF", "\\uFEFF")).toList());
    } catch (LangDetectException e) {
      throw new IllegalStateException("The profiles of languages cannot be read.", e);
    }
  }

  private static String own(String name) {
    try (InputStream file = DetectorFactory.class.getResourceAsStream("/profiles/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a text is in a language, or too short of letters to tell. */
  static boolean mayBe(String language, String text) {
    Map<String, Double> likely = new HashMap<>();
    try {
      for (long seed = 1; seed <= DRAWS; seed++) {
        Detector detector = seeded(seed);
        detector.append(text);
        for (Language one : detector.getProbabilities()) {
          likely.merge(one.lang, one.prob, Double::sum);
        }
      }
    } catch (LangDetectException e) {
      return true; // as the harness counts a text without a single group of letters
    }
    return likely.getOrDefault(language, 0.0) > 0
        && likely.get(language) >= Collections.max(likely.values());
  }

  /** A detector has the seed that stands when it is made. */
  private static synchronized Detector seeded(long seed) throws LangDetectException {
    DetectorFactory.setSeed(seed);
    return DetectorFactory.create();
  }
}
