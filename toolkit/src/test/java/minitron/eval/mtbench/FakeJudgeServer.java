package minitron.eval.mtbench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that plays what a test wants, one play a request, the last one again and again. */
final class FakeJudgeServer implements AutoCloseable {
  /** What it does with a request. */
  @FunctionalInterface
  interface Play {
    void on(HttpExchange exchange) throws IOException;
  }

  final List<String> keys = new CopyOnWriteArrayList<>();
  final List<String> bodies = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<Play> plays = new ArrayDeque<>();
  private final HttpServer server;

  FakeJudgeServer(Play... plays) throws IOException {
    this.plays.addAll(List.of(plays));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", this::play);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  private void play(HttpExchange exchange) throws IOException {
    keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Play play;
    synchronized (plays) {
      play = plays.size() > 1 ? plays.poll() : plays.peek();
    }
    try (exchange) {
      play.on(exchange);
    }
  }

  static Play answer(int status, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Location", "/v1/chat/completions");
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  static Play says(String content) {
    return answer(200, "{\"choices\": [{\"message\": {\"content\": " + content + "}}]}");
  }

  /** Closes the connection without a word. */
  static Play cut() {
    return HttpExchange::close;
  }

  /** Does not answer before it is closed. */
  Play silence() {
    return exchange -> {
      try {
        closing.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  void then(Play play) {
    synchronized (plays) {
      plays.add(play);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
