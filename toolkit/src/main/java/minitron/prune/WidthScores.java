package minitron.prune;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import minitron.model.CausalLm;
import minitron.model.ModelConfig;
import minitron.runs.Ending;

/**
 * How much each part of a model's width matters; larger matters more.
 *
 * @param hidden a score a hidden channel (C)
 * @param mlp layer by layer, a score an MLP neuron (M)
 * @param heads layer by layer, a score a query head (H)
 * @param origin how they came about, for people: a line of up to 200 characters
 * @param ending whether all samples were seen
 * @param takenOn the model and the samples; empty where that is not known or there is none
 * @param anyModel whether they may trim any model of their architecture
 */
public record WidthScores(
    List<Float> hidden,
    List<List<Float>> mlp,
    List<List<Float>> heads,
    String origin,
    Ending ending,
    Optional<TakenOn> takenOn,
    boolean anyModel) {
  /** What to do where scores are another model's. */
  static final String INSTEAD =
      "score this model itself, or insist with --scores-anyway, in Java scores.forAnyModel()";

  private static final int LONGEST_ORIGIN = 200;

  /** Copies, so that scores never change. */
  public WidthScores {
    if (origin.length() > LONGEST_ORIGIN || !origin.equals(origin.replaceAll("\\p{Cc}", ""))) {
      throw new IllegalArgumentException(
          "The origin of width scores must be one line of up to %d characters."
              .formatted(LONGEST_ORIGIN));
    }
    hidden = List.copyOf(hidden);
    mlp = mlp.stream().map(List::copyOf).toList();
    heads = heads.stream().map(List::copyOf).toList();
    Stream.of(List.of(hidden), mlp, heads).flatMap(List::stream).forEach(WidthScores::finite);
  }

  /** Scores of which nobody knows what they were taken on. */
  public WidthScores(
      List<Float> hidden,
      List<List<Float>> mlp,
      List<List<Float>> heads,
      String origin,
      Ending ending) {
    this(hidden, mlp, heads, origin, ending, Optional.empty(), false);
  }

  private static void finite(List<Float> scores) {
    for (float score : scores) {
      if (!Float.isFinite(score)) {
        throw new IllegalArgumentException(
            "A width score is %s, so nothing can be ranked: the model's activations are not finite on this text."
                .formatted(score));
      }
    }
  }

  /** Random scores: the base line of randomly pruned models. */
  public static WidthScores random(ModelConfig config, long seed) {
    var random = new Random(seed);
    int layers = config.numHiddenLayers();
    return new WidthScores(
        draw(random, config.hiddenSize()),
        random.ints(layers).mapToObj(i -> draw(random, config.intermediateSize())).toList(),
        random.ints(layers).mapToObj(i -> draw(random, config.numAttentionHeads())).toList(),
        "random, seed " + seed,
        Ending.WHOLE,
        Optional.empty(),
        true);
  }

  private static List<Float> draw(Random random, int count) {
    return random.doubles(count).mapToObj(x -> (float) x).toList();
  }

  /** The same scores, a part of the samples taken for all of them. */
  public WidthScores asWhole() {
    return new WidthScores(hidden, mlp, heads, origin, Ending.WHOLE, takenOn, anyModel);
  }

  /** The same scores, of which it is known what they were taken on. */
  public WidthScores takenOn(TakenOn known) {
    return new WidthScores(hidden, mlp, heads, origin, ending, Optional.of(known), anyModel);
  }

  /** The same scores, taken for those of any model of their architecture. */
  public WidthScores forAnyModel() {
    return new WidthScores(hidden, mlp, heads, origin, ending, takenOn, true);
  }

  /**
   * Checks that these are the scores of this very model: they were taken on it, or {@link
   * #forAnyModel} was said.
   *
   * @throws IllegalArgumentException saying of what they are, or that nobody knows
   */
  public void checkTakenOn(CausalLm model) {
    if (anyModel) {
      return;
    }
    takenOn
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Nobody knows of which model these scores are, for they do not say what they were taken on; %s."
                        .formatted(INSTEAD)))
        .check(model);
  }

  /**
   * Checks that these are scores of a model of this architecture, and of all samples.
   *
   * @throws IllegalArgumentException naming the axis that differs, or how far they came
   */
  void check(ModelConfig config) {
    ending.requireWhole("The importance scores", "calibrate to the end, or take scores.asWhole()");
    same("hidden channels", hidden.size(), config.hiddenSize());
    same("layers", mlp.size(), config.numHiddenLayers());
    same("layers", heads.size(), config.numHiddenLayers());
    mlp.forEach(layer -> same("MLP neurons", layer.size(), config.intermediateSize()));
    heads.forEach(layer -> same("heads", layer.size(), config.numAttentionHeads()));
  }

  /**
   * Checks that they rank what is to be trimmed.
   *
   * @throws IllegalArgumentException naming an axis whose scores are all 0
   */
  void checkRanks(ModelConfig present, ModelConfig kept) {
    ranks("hidden channels", List.of(hidden), kept.hiddenSize() < present.hiddenSize());
    ranks("MLP neurons", mlp, kept.intermediateSize() < present.intermediateSize());
    ranks("heads", heads, kept.numAttentionHeads() < present.numAttentionHeads());
  }

  private static void ranks(String axis, List<List<Float>> scores, boolean trimmed) {
    if (trimmed && scores.stream().flatMap(List::stream).allMatch(score -> score == 0)) {
      throw new IllegalArgumentException(
          "The scores of the %s are all 0, so they rank nothing: take more samples (of one, the variance is 0), other text or another aggregation."
              .formatted(axis));
    }
  }

  private static void same(String axis, int scored, int present) {
    if (scored != present) {
      throw new IllegalArgumentException(
          "The scores are of another model: they rank %s %s, and this one has %s."
              .formatted(scored, axis, present));
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "width scores of %d hidden channels, %d MLP neurons and %d heads in each of %d layers (%s%s)",
        hidden.size(),
        mlp.isEmpty() ? 0 : mlp.get(0).size(),
        heads.isEmpty() ? 0 : heads.get(0).size(),
        mlp.size(),
        origin,
        ending.whole() ? "" : "; " + ending);
  }
}
