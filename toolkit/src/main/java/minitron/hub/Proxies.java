package minitron.hub;

import static minitron.io.Messages.quote;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The proxies that the environment names, as other programs take them from there: {@code
 * HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY}, and in {@code NO_PROXY} hosts and domains
 * without one. Where none is named, Java's own settings count.
 */
final class Proxies extends ProxySelector {
  private final Map<String, String> environment;
  private final ProxySelector otherwise;

  Proxies(Map<String, String> environment, ProxySelector otherwise) {
    this.environment = Map.copyOf(environment);
    this.otherwise = otherwise;
  }

  @Override
  public List<Proxy> select(URI address) {
    String named = set(address.getScheme() + "_proxy");
    String proxy = named.isEmpty() ? set("all_proxy") : named;
    if (proxy.isEmpty()) {
      return otherwise.select(address);
    }
    return List.of(isDirect(address.getHost()) ? Proxy.NO_PROXY : proxy(proxy));
  }

  /** In small letters or in capitals. */
  private String set(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return environment
        .getOrDefault(lower, environment.getOrDefault(lower.toUpperCase(Locale.ROOT), ""))
        .strip();
  }

  private boolean isDirect(String host) {
    String name = "." + host.toLowerCase(Locale.ROOT);
    return Stream.of(set("no_proxy").toLowerCase(Locale.ROOT).split("[, ]+", -1))
        .map(domain -> domain.replaceFirst("^\\*?\\.", "").replaceFirst(":\\d+$", ""))
        .anyMatch(
            domain -> domain.equals("*") || (!domain.isEmpty() && name.endsWith("." + domain)));
  }

  private static Proxy proxy(String text) {
    URI address = null;
    try {
      address = URI.create(text.contains("://") ? text : "http://" + text);
    } catch (IllegalArgumentException e) {
      // It has no host, then.
    }
    boolean http = address != null && address.getHost() != null && isHttp(address);
    if (!http) { // it may have a password
      throw new IllegalArgumentException(
          "The proxy of HTTPS_PROXY, HTTP_PROXY or ALL_PROXY (%s) is not one of HTTP: name it as http://HOST:PORT."
              .formatted(quote(text.replaceFirst("//.*@", "//…@"))));
    }
    int port = address.getPort() < 0 ? 80 : address.getPort();
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(address.getHost(), port));
  }

  private static boolean isHttp(URI address) {
    return address.getScheme().equalsIgnoreCase("http");
  }

  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException e) {
    // The request says it.
  }
}
