package minitron.hub;

import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The body of an answer, piece by piece. Java's own stream of it would wait for ever for a server
 * that falls silent; this one gives up, and hears when it is to stop.
 */
final class Chunks implements HttpResponse.BodySubscriber<Chunks> {
  private static final long LOOK_MS = 100;

  /** Pieces that may arrive while others are worked on. */
  private static final int AHEAD = 16;

  /** Bytes, or null at the end, with what ended it if that was a failure. */
  private record Piece(List<ByteBuffer> bytes, Throwable failure) {}

  private final String host;
  private final Duration patience;
  private final BooleanSupplier cancelled;
  private final CompletableFuture<Chunks> begun = new CompletableFuture<>();
  private final BlockingQueue<Piece> arrived = new LinkedBlockingQueue<>();
  private volatile Flow.Subscription subscription;

  Chunks(String host, Duration patience, BooleanSupplier cancelled) {
    this.host = host;
    this.patience = patience;
    this.cancelled = cancelled;
  }

  @Override
  public CompletionStage<Chunks> getBody() {
    return begun;
  }

  @Override
  public void onSubscribe(Flow.Subscription made) {
    subscription = made;
    begun.complete(this);
    made.request(AHEAD);
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    arrived.add(new Piece(bytes, null));
  }

  @Override
  public void onError(Throwable failure) {
    arrived.add(new Piece(null, failure));
  }

  @Override
  public void onComplete() {
    arrived.add(new Piece(null, null));
  }

  /**
   * The next bytes; null at the end.
   *
   * @throws Fault if the connection broke off, or nothing came for too long
   * @throws CancellationException if it is to stop
   */
  List<ByteBuffer> next() throws Fault {
    Piece piece = awaited();
    if (piece.failure != null) {
      throw Fault.of(host, piece.failure);
    }
    if (piece.bytes != null) {
      subscription.request(1);
    }
    return piece.bytes;
  }

  private Piece awaited() throws Fault {
    long looks = Math.max(1, patience.toMillis() / LOOK_MS);
    for (long i = 0; i < looks; i++) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException("Stopped on request.");
      }
      try {
        Piece piece = arrived.poll(LOOK_MS, TimeUnit.MILLISECONDS);
        if (piece != null) {
          return piece;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("Stopped on request.");
      }
    }
    throw Fault.of(host, new HttpTimeoutException("no bytes in " + patience));
  }

  /** Wants no more. */
  void close() {
    subscription.cancel();
  }
}
