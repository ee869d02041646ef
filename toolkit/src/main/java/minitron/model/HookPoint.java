package minitron.model;

/** Where in a layer an activation is looked at. */
public enum HookPoint {
  /** Output of input_layernorm (B, T, C). */
  INPUT_NORM,
  /** Input of o_proj (B, T, H × D). */
  HEADS,
  /** Output of post_attention_layernorm (B, T, C). */
  POST_ATTENTION_NORM,
  /** Input of down_proj (B, T, M). */
  NEURONS
}
