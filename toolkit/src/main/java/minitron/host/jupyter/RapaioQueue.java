package minitron.host.jupyter;

import java.util.ArrayDeque;
import java.util.Deque;
import org.rapaio.jupyter.kernel.channels.AbstractChannel;
import org.rapaio.jupyter.kernel.message.Message;
import org.rapaio.org.zeromq.ZMQ;

/** The requests that wait on a channel; for the thread that answers them, and no other. */
final class RapaioQueue {
  /**
   * The next request.
   *
   * @param message what came
   * @param overtaken whether it waited already when those before it were given up
   */
  record Request(Message<?> message, boolean overtaken) {}

  private final AbstractChannel channel;
  private final ZMQ.Socket socket;
  private final Deque<Message<?>> overtaken = new ArrayDeque<>();

  RapaioQueue(AbstractChannel channel) {
    this.channel = channel;
    this.socket = (ZMQ.Socket) RapaioFields.get(AbstractChannel.class, channel, "socket");
  }

  /** Waits for a request, if none is there. */
  Request next() {
    Message<?> first = overtaken.poll();
    return first == null ? new Request(channel.readMessage(), false) : new Request(first, true);
  }

  /** Gives up all that wait now; what comes later is not among them. */
  void giveUp() {
    while ((socket.getEvents() & ZMQ.Poller.POLLIN) != 0) {
      RapaioFields.step("shell", () -> overtaken.add(channel.readMessage()));
    }
  }
}
