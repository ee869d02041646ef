package minitron.hub;

import static minitron.io.Messages.cut;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What a network or a server spoiled; its message is the sentence that is said in the end. */
final class Fault extends IOException {
  private static final long serialVersionUID = 1;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** What it may become if it is tried again. */
  enum Kind {
    /** Most likely better in a moment. */
    PASSING,
    /** Nobody there: only worth another try where there was somebody before. */
    AWAY,
    /** The same next time. */
    LASTING
  }

  private final Kind kind;
  private final Duration pause;

  private Fault(String sentence, Kind kind, Duration pause, Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
    this.pause = pause;
  }

  /** One that another try may mend. */
  static Fault passing(String sentence) {
    return new Fault(sentence, Kind.PASSING, Duration.ZERO, null);
  }

  /** One that stays. */
  static Fault lasting(String sentence) {
    return new Fault(sentence, Kind.LASTING, Duration.ZERO, null);
  }

  /** A server that has no time now; it may say for how long. */
  static Fault busy(String host, int status, String retryAfter) {
    Duration asked =
        retryAfter.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(retryAfter)) : LONGEST;
    return new Fault(
        "%s answers with status %d (%s): run the same again later, it goes on from what is there."
            .formatted(host, status, meaning(status)),
        Kind.PASSING,
        retryAfter.isEmpty() ? Duration.ZERO : asked.compareTo(LONGEST) < 0 ? asked : LONGEST,
        null);
  }

  private static String meaning(int status) {
    return status == 429 ? "too many requests" : status < 500 ? "it refuses" : "a fault of its own";
  }

  /** What Java says of a connection. */
  static Fault of(String host, Throwable e) {
    if (e instanceof Fault known) {
      return known;
    }
    if (caused(e, UnknownHostException.class) || caused(e, UnresolvedAddressException.class)) {
      return new Fault(
          "There is no way to %s, whose name is not known here: is this machine online? HF_ENDPOINT names another hub, HTTPS_PROXY a proxy."
              .formatted(host),
          Kind.AWAY,
          Duration.ZERO,
          e);
    }
    if (caused(e, SSLException.class)) {
      return new Fault(
          "There is no safe connection to %s (%s): the clock may be wrong, or Java does not know the certificate of a proxy on the way; -Djavax.net.ssl.trustStore=FILE names it."
              .formatted(host, unsafe(e)),
          Kind.LASTING,
          Duration.ZERO,
          e);
    }
    if (caused(e, ConnectException.class) || caused(e, HttpConnectTimeoutException.class)) {
      return new Fault(
          "%s cannot be reached: is this machine online? HF_ENDPOINT names another hub, HTTPS_PROXY a proxy."
              .formatted(host),
          Kind.AWAY,
          Duration.ZERO,
          e);
    }
    return broken(host, e);
  }

  private static Fault broken(String host, Throwable e) {
    String what = caused(e, HttpTimeoutException.class) ? "says nothing any more" : "broke off";
    return new Fault(
        "The connection to %s %s: run the same again, it goes on from what is there."
            .formatted(host, what),
        Kind.PASSING,
        Duration.ZERO,
        e);
  }

  private static boolean caused(Throwable e, Class<? extends Throwable> kind) {
    return chain(e).anyMatch(kind::isInstance);
  }

  /** The end of what Java says; before it are names of its classes. */
  private static String unsafe(Throwable e) {
    return chain(e)
        .filter(SSLException.class::isInstance)
        .map(ssl -> cut(String.valueOf(ssl.getMessage()).replaceFirst("(?s).*: ", "")))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Throwable> chain(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause).limit(20);
  }

  /** Whether it may be better next time. */
  Kind kind() {
    return kind;
  }

  /** How long the server wants to be left alone; zero if it does not say. */
  Duration pause() {
    return pause;
  }
}
