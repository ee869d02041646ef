package minitron.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A GPU by its memory.
 *
 * @param name as its maker calls it
 * @param gigabytes of memory, 10^9 bytes
 */
public record Gpu(String name, double gigabytes) {
  private enum Known {
    T4(16),
    L4(24),
    A10(24),
    RTX3090(24),
    RTX4090(24),
    RTX5090(32),
    L40S(48),
    A100(80),
    H100(80),
    H200(141),
    B200(180);

    private final int gigabytes;

    Known(int gigabytes) {
      this.gigabytes = gigabytes;
    }
  }

  /** Checks the size. */
  public Gpu {
    if (!(gigabytes > 0 && Double.isFinite(gigabytes))) {
      throw new IllegalArgumentException(
          "A GPU of %s GB: give its memory in GB, such as 80.".formatted(gigabytes));
    }
  }

  /**
   * The GPU of a name, such as {@code H100} or {@code RTX 4090}, or of so many GB, such as {@code
   * 40}.
   *
   * @throws IllegalArgumentException for a name that is not known here
   */
  public static Gpu of(String text) {
    String plain = text.strip().toUpperCase(Locale.ROOT).replaceAll("\\s|GB$", "");
    String name = plain.replaceAll("^RTX|-", "");
    Optional<Gpu> known =
        Arrays.stream(Known.values())
            .filter(gpu -> name.equals(gpu.name().replace("RTX", "")))
            .map(gpu -> new Gpu(gpu.name(), gpu.gigabytes))
            .findFirst();
    if (known.isEmpty() && plain.matches("\\d{1,3}(\\.\\d+)?")) {
      return new Gpu(plain + " GB", Double.parseDouble(plain));
    }
    return known.orElseThrow(
        () ->
            new IllegalArgumentException(
                "The GPU '%s' is not known here: allowed are %s, or its memory in GB, such as 40."
                    .formatted(text, names())));
  }

  private static String names() {
    return Arrays.stream(Known.values()).map(Enum::name).collect(Collectors.joining(", "));
  }
}
