package minitron.host.jupyter;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.rapaio.jupyter.kernel.channels.AbstractChannel;
import org.rapaio.jupyter.kernel.message.ContentType;
import org.rapaio.jupyter.kernel.message.Header;
import org.rapaio.jupyter.kernel.message.Message;
import org.rapaio.jupyter.kernel.message.MessageId;
import org.rapaio.jupyter.kernel.message.MessageType;

/**
 * Answers to Jupyter, all under the kernel's own session. The kernel itself answers under the
 * session of whoever asks, and JupyterLab, which opens several, takes a change for a new kernel and
 * throws away what is still on its way.
 *
 * @param session the kernel's session
 * @param iopub what every client hears
 */
record RapaioWire(String session, AbstractChannel iopub) {
  RapaioWire(AbstractChannel iopub) {
    this(UUID.randomUUID().toString(), iopub);
  }

  /** Tells every client something about a request. */
  <T extends ContentType<T>> void publish(Message<?> request, T content) {
    iopub.sendMessage(message(List.of(), request, content.type(), content));
  }

  /** Answers the client that asked. */
  <T extends ContentType<T>> void reply(AbstractChannel channel, Message<?> request, T content) {
    reply(channel, request, content.type(), content);
  }

  /** Answers the client that asked with a type that the content does not tell. */
  <T> void reply(AbstractChannel channel, Message<?> request, MessageType<T> type, T content) {
    channel.sendMessage(message(request.identities(), request, type, content));
  }

  private <T> Message<T> message(
      List<byte[]> identities, Message<?> request, MessageType<T> type, T content) {
    Header<T> header = header(Header.KERNEL_USERNAME, type);
    return new Message<>(identities, header, request.header(), null, content, null);
  }

  private <T> Header<T> header(String user, MessageType<T> type) {
    String id = UUID.randomUUID().toString();
    return new Header<>(id, user, session, Instant.now().toString(), type, Header.PROTOCOL_VERSION);
  }

  /** What the kernel's own display functions take for the request that they belong to. */
  <T> MessageId<T> asOwn(Message<T> request) {
    Header<T> from = request.header();
    return new MessageId<>(
        request.identities(),
        new Header<>(
            from.id(), from.username(), session, from.timestamp(), from.type(), from.version()));
  }
}
