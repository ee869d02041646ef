package minitron.hub;

import static minitron.io.Messages.quote;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import minitron.checkpoint.HubCache;
import minitron.io.Disk;

/**
 * Where models come from and go to.
 *
 * @param endpoint the hub's address, http or https, without a slash at its end
 * @param token what asks for private and gated models; empty for none
 * @param cache where models go
 * @param proxies on the way to the hub
 */
public record Hub(URI endpoint, String token, HubCache cache, ProxySelector proxies) {
  private static final String PUBLIC = "https://huggingface.co";
  private static final Set<String> YES = Set.of("1", "ON", "YES", "TRUE");

  /** Needs an address with a host, and a token that a header can hold. */
  public Hub {
    String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
    if (endpoint.getHost() == null || !Set.of("http", "https").contains(scheme)) {
      throw noAddress(endpoint.toString());
    }
    if (!token.matches("[!-~]*")) { // which is not shown
      throw new IllegalArgumentException(
          "The token for the hub has spaces or letters that no token has: set HF_TOKEN to it alone.");
    }
  }

  /**
   * As the environment has it: {@code HF_ENDPOINT}; {@code HF_TOKEN}, else the file of a login; the
   * cache as it is read; {@code HTTPS_PROXY}.
   *
   * @throws IllegalArgumentException if one of them cannot be used, or {@code HF_HUB_OFFLINE}
   *     forbids to fetch anything
   */
  public static Hub here() {
    return of(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  static Hub of(Map<String, String> environment, Path home) {
    for (String offline : List.of("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")) {
      String value = environment.getOrDefault(offline, "");
      if (YES.contains(value.toUpperCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "%s=%s forbids to fetch anything: unset it for a download.".formatted(offline, value));
      }
    }
    String address = environment.getOrDefault("HF_ENDPOINT", "");
    var proxies = new Proxies(environment, ProxySelector.getDefault());
    var hub =
        new Hub(
            address(address.isEmpty() ? PUBLIC : address),
            token(environment, home),
            HubCache.of(environment, home),
            proxies);
    proxies.select(hub.endpoint); // which refuses what is no proxy
    return hub;
  }

  private static URI address(String text) {
    try {
      return URI.create(text.replaceFirst("(?<=[^/])/+$", ""));
    } catch (IllegalArgumentException e) {
      throw noAddress(text);
    }
  }

  private static IllegalArgumentException noAddress(String text) {
    return new IllegalArgumentException(
        "HF_ENDPOINT=%s is not the address of a hub: it begins with https:// and a host, such as %s."
            .formatted(quote(text), PUBLIC));
  }

  private static String token(Map<String, String> environment, Path home) {
    for (String name : List.of("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")) {
      String token = environment.getOrDefault(name, "").strip();
      if (!token.isEmpty()) {
        return token;
      }
    }
    Path file = HubCache.token(environment, home);
    try {
      return Files.isRegularFile(file) ? Files.readString(file).strip() : "";
    } catch (IOException e) {
      throw Disk.cannotRead(file, e);
    }
  }

  /** An address below the endpoint's. */
  URI at(String path) {
    return URI.create(endpoint + path);
  }

  /** The page of a model, for people. */
  String page(String model) {
    return endpoint + "/" + model;
  }

  /** Whether an address is of this hub's own server, which alone gets the token. */
  boolean owns(URI address) {
    return endpoint.getScheme().equalsIgnoreCase(address.getScheme())
        && endpoint.getHost().equalsIgnoreCase(address.getHost())
        && port(endpoint) == port(address);
  }

  private static int port(URI address) {
    int usual = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    return address.getPort() < 0 ? usual : address.getPort();
  }

  /** Without the token. */
  @Override
  public String toString() {
    return endpoint + " into " + cache.folder();
  }
}
