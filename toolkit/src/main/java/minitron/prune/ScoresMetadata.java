package minitron.prune;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import minitron.io.Sha256;
import minitron.runs.Ending;

/** What a file of scores says about them. Faults do not name the file; the caller adds it. */
final class ScoresMetadata {
  private static final String ORIGIN = "origin";
  private static final String PART = "part";
  private static final String ALL = "all_sha256";
  private static final String MODEL = "model";
  private static final String ANY = "any";
  private static final String WEIGHTS = "weights_sha256";
  private static final String CONFIG = "config";
  private static final String TOKENIZER = "tokenizer_sha256";
  private static final String CALIBRATION = "calibration_sha256";
  private static final String SAMPLES = "calibration_samples";
  private static final String LENGTH = "calibration_length";
  private static final String AGGREGATION = "aggregation";

  private static final String HASH = "[0-9a-f]{64}";
  private static final String NUMBER = "[1-9][0-9]{0,8}";
  private static final String LINE = "[^\\p{Cc}\\p{Cs}\\u2028\\u2029]{0,200}";

  private ScoresMetadata() {}

  static Map<String, String> of(WidthScores scores) {
    Map<String, String> about = new LinkedHashMap<>();
    about.put(ORIGIN, scores.origin());
    if (!scores.ending().whole()) {
      about.put(PART, scores.ending().text());
    }
    scores.takenOn().ifPresent(on -> put(about, on));
    if (scores.takenOn().isEmpty() && scores.anyModel()) {
      about.put(MODEL, ANY);
    }
    about.put(ALL, sha256(about, scores));
    return about;
  }

  private static void put(Map<String, String> about, TakenOn on) {
    about.put(WEIGHTS, on.weightsSha256());
    about.put(CONFIG, on.config());
    about.put(TOKENIZER, on.tokenizerSha256());
    about.put(CALIBRATION, on.calibration().sha256());
    about.put(SAMPLES, "" + on.calibration().samples());
    about.put(LENGTH, "" + on.calibration().length());
    about.put(AGGREGATION, on.calibration().aggregation());
  }

  /**
   * Scores with what is said about them. Where it says more than older files did, a hash of it and
   * of the scores must be there.
   */
  static WidthScores read(
      Map<String, String> about,
      List<Float> hidden,
      List<List<Float>> mlp,
      List<List<Float>> heads) {
    boolean part = about.containsKey(PART);
    var scores =
        new WidthScores(
            hidden,
            mlp,
            heads,
            about.getOrDefault(ORIGIN, "read from a file"),
            part ? Ending.part(value(about, PART, LINE)) : Ending.WHOLE,
            takenOn(about),
            about.containsKey(MODEL) && value(about, MODEL, ANY).equals(ANY));
    boolean older = Stream.of(ALL, MODEL, WEIGHTS).noneMatch(about::containsKey);
    if (!older && !value(about, ALL, HASH).equals(sha256(about, scores))) {
      throw new IllegalArgumentException("it was altered after it was saved");
    }
    return scores;
  }

  private static Optional<TakenOn> takenOn(Map<String, String> about) {
    if (!about.containsKey(WEIGHTS)) {
      return Optional.empty();
    }
    return Optional.of(
        new TakenOn(
            value(about, WEIGHTS, HASH),
            value(about, CONFIG, LINE),
            value(about, TOKENIZER, HASH),
            new Calibration(
                value(about, CALIBRATION, HASH),
                Integer.parseInt(value(about, SAMPLES, NUMBER)),
                Integer.parseInt(value(about, LENGTH, NUMBER)),
                value(about, AGGREGATION, LINE))));
  }

  private static String value(Map<String, String> about, String key, String allowed) {
    String value = about.get(key);
    if (value == null || !value.matches(allowed)) {
      throw new IllegalArgumentException("its metadata has no good " + key);
    }
    return value;
  }

  private static String sha256(Map<String, String> about, WidthScores scores) {
    MessageDigest digest = Sha256.digest();
    Map<String, String> said = new TreeMap<>(about);
    said.remove(ALL);
    digest.update(said.toString().getBytes(StandardCharsets.UTF_8));
    Stream.of(List.of(scores.hidden()), scores.mlp(), scores.heads())
        .flatMap(List::stream)
        .forEach(axis -> digest.update(bytes(axis)));
    return Sha256.text(digest.digest());
  }

  private static ByteBuffer bytes(List<Float> axis) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * (1 + axis.size())).putInt(axis.size());
    axis.forEach(bytes::putFloat);
    return bytes.flip();
  }
}
