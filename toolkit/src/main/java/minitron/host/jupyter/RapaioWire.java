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
 * Sends messages to Jupyter, all with one session id. The rapaio kernel would use the session of
 * each request; JupyterLab opens several, takes a change of the id for a new kernel, and drops
 * output.
 *
 * @param session the kernel's session id
 * @param iopub the channel to all clients
 */
record RapaioWire(String session, AbstractChannel iopub) {
  RapaioWire(AbstractChannel iopub) {
    this(UUID.randomUUID().toString(), iopub);
  }

  /** Sends a message about a request to all clients. */
  <T extends ContentType<T>> void publish(Message<?> request, T content) {
    iopub.sendMessage(message(List.of(), request, content.type(), content));
  }

  /** Answers the client that sent a request. */
  <T extends ContentType<T>> void reply(AbstractChannel channel, Message<?> request, T content) {
    reply(channel, request, content.type(), content);
  }

  /** The same with another type than the content's. */
  <T> void reply(AbstractChannel channel, Message<?> request, MessageType<T> type, T content) {
    channel.sendMessage(message(request.identities(), request, type, content));
  }

  private <T> Message<T> message(
      List<byte[]> identities, Message<?> request, MessageType<T> type, T content) {
    Header<T> header =
        new Header<>(
            UUID.randomUUID().toString(),
            Header.KERNEL_USERNAME,
            session,
            Instant.now().toString(),
            type,
            Header.PROTOCOL_VERSION);
    return new Message<>(identities, header, request.header(), null, content, null);
  }

  /** The id of a request for the kernel's own display functions, with this session. */
  <T> MessageId<T> asOwn(Message<T> request) {
    Header<T> from = request.header();
    return new MessageId<>(
        request.identities(),
        new Header<>(
            from.id(), from.username(), session, from.timestamp(), from.type(), from.version()));
  }
}
