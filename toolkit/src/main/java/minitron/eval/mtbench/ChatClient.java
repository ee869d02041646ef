package minitron.eval.mtbench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import minitron.runs.Progress;
import minitron.text.chat.Message;

/**
 * Asks for chat completions, again and again where that may help. It fails by giving no answer, and
 * says each kind of failure once.
 */
final class ChatClient {
  /** How often it is looked whether to stop. */
  private static final Duration LOOK = Duration.ofMillis(100);

  private static final int TOO_MANY = 429;

  private final URI address;
  private final String model;
  private final String key;
  private final Waits waits;
  private final HttpClient client;
  private final Set<String> said = new HashSet<>();
  // A server that nobody could reach all the time gets one try from then on, until it answers.
  private boolean unreachable;

  ChatClient(URI base, String model, String key, Waits waits) {
    this.address = URI.create(base + "/chat/completions");
    this.model = model;
    this.key = key;
    this.waits = waits;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER) // the key goes to no other place
            .connectTimeout(waits.answer())
            .build();
  }

  /** How a try ended: an answer, or what went wrong and whether another try may help. */
  private record Try(Optional<String> text, String wrong, boolean again) {
    static Try failed(String wrong, boolean again) {
      return new Try(Optional.empty(), wrong, again);
    }
  }

  /** The answer to a conversation; empty if none was to be had, or it was asked to stop. */
  Optional<String> ask(List<Message> messages, Progress progress) {
    HttpRequest request = request(messages);
    int tries = unreachable ? 1 : waits.tries();
    for (int i = 1; !progress.cancelled(); i++) {
      Try ended = send(request, progress);
      if (ended.text.isPresent()) {
        return ended.text.map(text -> key.isEmpty() ? text : text.replace(key, "[key]"));
      }
      boolean last = !ended.again || i >= tries;
      if (!progress.cancelled() && said.add(ended.wrong + last)) {
        progress.said("The judge " + ended.wrong + (last ? "." : "; it is asked again."));
      }
      if (last || !paused(progress)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private HttpRequest request(List<Message> messages) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    ChatBody.of(model, messages), StandardCharsets.UTF_8));
    return (key.isEmpty() ? request : request.header("Authorization", "Bearer " + key)).build();
  }

  private Try send(HttpRequest request, Progress progress) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    long end = System.nanoTime() + waits.answer().toNanos();
    try {
      while (!progress.cancelled() && System.nanoTime() < end) {
        try {
          Try ended = read(answer.get(LOOK.toMillis(), TimeUnit.MILLISECONDS));
          unreachable = false;
          return ended;
        } catch (TimeoutException notYet) {
          // It is looked whether to stop, and waited on.
        }
      }
      return Try.failed("did not answer in time", true);
    } catch (ExecutionException e) {
      unreachable = true;
      return Try.failed("cannot be reached, or hung up", true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Try.failed("was not waited for", false);
    } finally {
      answer.cancel(true);
    }
  }

  /** What an answer says; never what an error's text says, which may have the key in it. */
  private static Try read(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    if (status / 100 != 2) {
      String code = "answers with status " + status;
      return Try.failed(code, status == TOO_MANY || status >= 500);
    }
    return ChatBody.text(new String(answer.body(), StandardCharsets.UTF_8))
        .map(text -> new Try(Optional.of(text), "", false))
        .orElseGet(() -> Try.failed("answers without choices[0].message.content", false));
  }

  /** Whether the pause went by, and nobody wants to stop. */
  private boolean paused(Progress progress) {
    long end = System.nanoTime() + waits.pause().toNanos();
    try {
      while (!progress.cancelled()) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return true;
        }
        TimeUnit.NANOSECONDS.sleep(Math.min(left, LOOK.toNanos()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
