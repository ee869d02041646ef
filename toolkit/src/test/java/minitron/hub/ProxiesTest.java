package minitron.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import minitron.Refusal;
import minitron.runs.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proxies that the environment names. */
class ProxiesTest {
  @TempDir Path temp;

  private static String way(Map<String, String> environment, String address) {
    var proxies = new Proxies(environment, ProxySelector.of(null));
    Proxy proxy = proxies.select(URI.create(address)).get(0);
    return proxy.type() == Proxy.Type.DIRECT ? "direct" : proxy.address().toString();
  }

  @Test
  void aProxyForEachScheme() {
    var both = Map.of("https_proxy", "http://p1.invalid:3128", "HTTP_PROXY", "p2.invalid:8080");
    assertTrue(way(both, "https://hub.org/a").matches("p1.invalid.*:3128"));
    assertTrue(way(both, "http://hub.org/a").matches("p2.invalid.*:8080"));
    assertTrue(way(Map.of("ALL_PROXY", "http://p3.invalid"), "https://x").endsWith(":80"));
    assertEquals("direct", way(Map.of("HTTPS_PROXY", ""), "https://hub.org"));
  }

  @ParameterizedTest
  @CsvSource({
    "hub.org, direct",
    "CDN.hub.org, direct",
    "sub.my.org, direct",
    "other.org, proxied",
    "nothub.org, proxied",
    "127.0.0.1, direct"
  })
  void hostsWithoutOne(String host, String way) {
    var environment =
        Map.of("HTTPS_PROXY", "http://p:1", "no_proxy", "hub.org, .my.org,127.0.0.1:80");
    assertEquals(way.equals("direct"), way(environment, "https://" + host).equals("direct"));
    var none = Map.of("HTTPS_PROXY", "http://p:1", "NO_PROXY", "*");
    assertEquals("direct", way(none, "https://" + host));
  }

  @Test
  void whatIsNoProxy() {
    for (String wrong : List.of("socks5://user:secret@p:1", "a b", "http://")) {
      var environment = Map.of("HTTPS_PROXY", wrong);
      String said = Refusal.of(() -> Hub.of(environment, temp), "name it as http://HOST:PORT.");
      assertFalse(said.contains("secret"), said);
    }
  }

  @Test
  void aDownloadThroughAProxy() throws Exception {
    try (var proxy = new FakeHub()) {
      proxy.files.put("model.safetensors", "weights".getBytes(StandardCharsets.US_ASCII));
      var environment =
          Map.of(
              "HF_ENDPOINT",
              "http://hub.invalid",
              "HTTP_PROXY",
              proxy.endpoint(),
              "NO_PROXY",
              "127.0.0.1",
              "HF_HUB_CACHE",
              temp.toString());
      Downloaded got =
          Download.run(
              Hub.of(environment, temp),
              "org/name",
              DownloadOptions.DEFAULT,
              Progress.SILENT,
              (Duration moment) -> {});
      assertEquals(7, got.fetched());
    }
  }
}
