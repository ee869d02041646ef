package minitron.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minitron.checkpoint.HubCache;
import minitron.io.Disk;
import minitron.io.Sha256;
import minitron.runs.Progress;

/**
 * A hub on this machine with one model, {@code org/name}. Files in {@code .safetensors} are large:
 * they lie in a store, another server that the hub points to.
 */
public final class FakeHub implements AutoCloseable {
  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  static final String TOKEN = "hf_secret";

  /** The next commit of the model. */
  String commit = COMMIT;

  /** Whether the list of files has hashes and sizes. */
  boolean listsHashes = true;

  /** The files of the model. */
  final Map<String, byte[]> files = new LinkedHashMap<>();

  /** Hashes that are listed in place of the right ones. */
  final Map<String, String> wrong = new HashMap<>();

  /** A line for each request: hub or store, method, path, range, authorization. */
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /** How long was waited in all before each new try. */
  final List<Duration> rests = new ArrayList<>();

  private final Map<String, Deque<Oddity>> oddities = new HashMap<>();
  private final HttpServer hub = server("hub");
  private final HttpServer store = server("store");

  FakeHub() {}

  /** A hub whose model has the files of a folder. */
  public static FakeHub of(Path folder) throws IOException {
    var hub = new FakeHub();
    for (Path file : Disk.list(folder)) {
      hub.files.put(file.getFileName().toString(), Files.readAllBytes(file));
    }
    return hub;
  }

  private HttpServer server(String name) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      HttpServer server = HttpServer.create(address, 0);
      server.createContext("/", exchange -> handle(name, exchange));
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What HF_ENDPOINT is to be. */
  public String endpoint() {
    return address(hub);
  }

  String store() {
    return address(store);
  }

  private static String address(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Makes the answers to the next requests for a path of the hub, or for a file, odd. */
  void oddly(String path, Oddity... next) {
    oddities.computeIfAbsent(path, p -> new ArrayDeque<>()).addAll(List.of(next));
  }

  Downloaded download(Path cache, String name, DownloadOptions options, Progress progress) {
    var here =
        new Hub(URI.create(endpoint()), TOKEN, new HubCache(cache), HttpClient.Builder.NO_PROXY);
    return Download.run(here, name, options, progress, rests::add);
  }

  Downloaded download(Path cache) {
    return download(cache, "org/name", DownloadOptions.DEFAULT, Progress.SILENT);
  }

  /** What was asked for of files, without the list. */
  List<String> askedFiles() {
    return asked.stream().filter(line -> !line.contains("/api/")).toList();
  }

  /** Seconds that were waited. */
  double rested() {
    return rests.stream().mapToLong(Duration::toMillis).sum() / 1000.0;
  }

  private void handle(String server, HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    var headers = exchange.getRequestHeaders();
    asked.add(
        "%s %s %s %s %s"
            .formatted(
                server,
                exchange.getRequestMethod(),
                path,
                headers.getFirst("Range"),
                headers.getFirst("Authorization")));
    String file = path.replaceFirst("^/(org/name/resolve/[^/]*/|store/)?", "");
    byte[] content = files.getOrDefault(file, new byte[0]);
    // Where a file is in the store, its oddities are the store's.
    boolean points = server.equals("hub") && isLarge(file) && !path.startsWith("/api/");
    Deque<Oddity> odd = oddities.getOrDefault(points ? "hub " + file : file, new ArrayDeque<>());
    try (exchange) {
      if (!odd.isEmpty()) {
        odd.removeFirst().answer(exchange, content);
      } else if (path.equals("/api/models/org/name/revision/" + revision(path))) {
        Oddity.send(exchange, 200, FakeList.of(this).toString().getBytes(StandardCharsets.UTF_8));
      } else if (!files.containsKey(file)) {
        Oddity.status(
                404, "X-Error-Code", path.startsWith("/api/") ? "RepoNotFound" : "EntryNotFound")
            .answer(exchange, content);
      } else {
        serve(exchange, points, file, content);
      }
    }
  }

  private static String revision(String path) {
    return path.substring(path.indexOf("revision/") + "revision/".length());
  }

  private void serve(HttpExchange exchange, boolean points, String file, byte[] content)
      throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("X-Repo-Commit", commit);
    if (points) {
      headers.set("X-Linked-Etag", '"' + hash(file) + '"');
      headers.set("X-Linked-Size", "" + content.length);
      headers.set("Location", store() + "/store/" + file);
      Oddity.send(exchange, 302, new byte[0]);
    } else {
      headers.set("ETag", "W/\"" + hash(file) + '"');
      Oddity.ranged(exchange, content);
    }
  }

  static boolean isLarge(String name) {
    return name.endsWith(".safetensors");
  }

  /** What the hub says of a file. */
  String hash(String name) {
    byte[] content = files.get(name);
    String right =
        isLarge(name)
            ? Sha256.of(content)
            : Sha256.text(
                Incomplete.begun(new RepoFile("x", "0".repeat(40), content.length))
                    .digest(content));
    return wrong.getOrDefault(name, right);
  }

  @Override
  public void close() {
    hub.stop(0);
    store.stop(0);
  }
}
