package minitron.host.jupyter;

import java.util.ArrayDeque;
import java.util.Deque;
import org.rapaio.jupyter.kernel.channels.AbstractChannel;
import org.rapaio.jupyter.kernel.message.Message;
import org.rapaio.org.zeromq.ZMQ;

/** The requests that wait on a channel; for one thread only. */
final class RapaioQueue {
  /**
   * A request.
   *
   * @param message its message
   * @param aborted whether it was waiting when {@link #abort} was called
   */
  record Request(Message<?> message, boolean aborted) {}

  private final AbstractChannel channel;
  private final ZMQ.Socket socket;
  private final Deque<Message<?>> aborted = new ArrayDeque<>();

  RapaioQueue(AbstractChannel channel) {
    this.channel = channel;
    this.socket = (ZMQ.Socket) RapaioFields.get(AbstractChannel.class, channel, "socket");
  }

  /** The next request; waits for it. */
  Request next() {
    Message<?> first = aborted.poll();
    return first == null ? new Request(channel.readMessage(), false) : new Request(first, true);
  }

  /** Marks all requests that wait now as aborted. */
  void abort() {
    while ((socket.getEvents() & ZMQ.Poller.POLLIN) != 0) {
      RapaioFields.step("shell", () -> aborted.add(channel.readMessage()));
    }
  }
}
