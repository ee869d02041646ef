package minitron.hub;

import static minitron.io.Messages.quote;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Asks a hub and follows where it points, which is often another server. The token goes to the
 * hub's own alone: Java's redirects would hand it on.
 */
final class Requests {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int HOPS = 10;
  private static final long LOOK_MS = 100;

  private final Hub hub;
  private final BooleanSupplier cancelled;
  private final HttpClient client;

  Requests(Hub hub, BooleanSupplier cancelled) {
    this.hub = hub;
    this.cancelled = cancelled;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .proxy(hub.proxies())
            .build();
  }

  /**
   * Asks for what lies at an address of the hub.
   *
   * @param from the first byte that is wanted
   * @throws Fault if there is no answer, or one that says that there will be
   */
  Answer get(URI address, long from) throws Fault {
    URI at = address;
    for (int hop = 0; hop < HOPS; hop++) {
      Answer answer = ask("GET", at, from);
      if (!answer.redirects()) {
        return answer;
      }
      at = next(answer);
    }
    throw Fault.lasting(
        "%s sends in a circle: run the same again later.".formatted(address.getHost()));
  }

  /** Asks what lies at an address: the answer of the hub's own server, not of where it points. */
  Answer head(URI address) throws Fault {
    Answer answer = ask("HEAD", address, 0);
    for (int hop = 0; hop < HOPS && answer.redirects(); hop++) {
      URI next = next(answer);
      if (!hub.owns(next)) {
        break;
      }
      answer = ask("HEAD", next, 0);
    }
    answer.close();
    return answer;
  }

  private URI next(Answer answer) {
    answer.close();
    URI next;
    try {
      next = answer.from().resolve(answer.header("Location"));
    } catch (IllegalArgumentException e) {
      throw astray(answer, e);
    }
    boolean safe = "https".equalsIgnoreCase(next.getScheme());
    boolean web = safe || "http".equalsIgnoreCase(next.getScheme());
    boolean wasSafe = "https".equalsIgnoreCase(answer.from().getScheme());
    if (!web || next.getHost() == null || (wasSafe && !safe)) {
      throw astray(answer, null);
    }
    return next;
  }

  private static IllegalStateException astray(Answer answer, Exception cause) {
    return new IllegalStateException(
        "%s points to %s, which is no safe address: nothing is fetched from there."
            .formatted(answer.from().getHost(), quote(answer.header("Location"))),
        cause);
  }

  private Answer ask(String method, URI address, long from) throws Fault {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(PATIENCE)
            .header("User-Agent", "minitron")
            .header("Accept-Encoding", "identity");
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    if (hub.owns(address) && !hub.token().isEmpty()) {
      request.header("Authorization", "Bearer " + hub.token());
    }
    Answer answer = Answer.of(sent(request.build()));
    boolean ours = hub.owns(address);
    // Where another server refuses, the address that the hub made for it has run out.
    boolean stale = !ours && (answer.status() == 401 || answer.status() == 403);
    if (answer.status() >= 500 || answer.status() == 429 || answer.status() == 408 || stale) {
      answer.close();
      throw Fault.busy(address.getHost(), answer.status(), answer.header("Retry-After"));
    }
    return answer;
  }

  private HttpResponse<Chunks> sent(HttpRequest request) throws Fault {
    String host = request.uri().getHost();
    CompletableFuture<HttpResponse<Chunks>> answer =
        client.sendAsync(request, info -> new Chunks(host, PATIENCE, cancelled));
    while (true) {
      try {
        return answer.get(LOOK_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (cancelled.getAsBoolean()) {
          answer.cancel(true);
          throw new CancellationException("Stopped on request.");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        answer.cancel(true);
        throw new CancellationException("Stopped on request.");
      } catch (ExecutionException e) {
        throw failed(host, e.getCause());
      }
    }
  }

  private static Fault failed(String host, Throwable cause) {
    if (cause instanceof IOException io) {
      return Fault.of(host, io);
    }
    throw new IllegalStateException("The request to " + host + " could not be made.", cause);
  }
}
