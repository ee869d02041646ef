package minitron.host.jupyter;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rapaio.jupyter.kernel.channels.AbstractChannel;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.RapaioKernel;
import org.rapaio.org.zeromq.SocketType;
import org.rapaio.org.zeromq.ZMQ;

/** A front end in this process: it sends cells to a kernel's own channels and hears what comes. */
final class RapaioClient implements AutoCloseable {
  private final Channels channels;
  private final ZMQ.Socket client;
  private final ZMQ.Socket listener;
  private int sent;

  RapaioClient() throws Exception {
    var ports = new ConnectionProperties(1, 2, "inproc", "hmac-sha256", 3, 4, "kernel", 5, "");
    channels = new Channels(ports);
    var context = (ZMQ.Context) RapaioFields.get(Channels.class, channels, "ctx");
    socket(channels, "shell").bind("inproc://shell");
    socket(channels, "iopub").bind("inproc://iopub");
    client = context.socket(SocketType.DEALER);
    client.connect("inproc://shell");
    listener = context.socket(SocketType.SUB);
    listener.connect("inproc://iopub");
    listener.subscribe("");
  }

  /** The kernel's loop that answers it. */
  RapaioShell shell(RapaioKernel kernel) {
    return new RapaioShell(
        kernel, channels, channel(channels, "shell"), new RapaioWire(channel(channels, "iopub")));
  }

  @Override
  public void close() {
    client.close();
    listener.close();
  }

  private static AbstractChannel channel(Channels channels, String name) {
    return (AbstractChannel) RapaioFields.get(Channels.class, channels, name);
  }

  private static ZMQ.Socket socket(Channels channels, String name) {
    return (ZMQ.Socket) RapaioFields.get(AbstractChannel.class, channel(channels, name), "socket");
  }

  /** Sends a cell. */
  void execute(String code, boolean stopOnError) {
    var content = new JsonObject();
    content.addProperty("code", code);
    content.addProperty("silent", false);
    content.addProperty("stop_on_error", stopOnError);
    send("execute_request", content.toString());
  }

  /** Sends a request. */
  void send(String type, String content) {
    sent++;
    client.sendMore("<IDS|MSG>");
    client.sendMore("");
    client.sendMore(
        """
        {"msg_id": "%d", "msg_type": "%s", "session": "s", "username": "u",
         "date": "2026-01-01T00:00:00Z", "version": "5.3"}
        """
            .formatted(sent, type));
    client.sendMore("{}");
    client.sendMore("{}");
    client.send(content);
  }

  /** Request, type and status of every reply. */
  List<String> replies() {
    List<String> replies = new ArrayList<>();
    for (List<JsonObject> message : received()) {
      String type = message.get(0).get("msg_type").getAsString();
      JsonObject content = message.get(3);
      String status = content.has("status") ? content.get("status").getAsString() : "ok";
      String name =
          content.has("ename") && content.get("ename").isJsonPrimitive()
              ? content.get("ename").getAsString()
              : "";
      boolean stopped = name.equals("Interrupted");
      replies.add(request(message) + " " + type + " " + status + (stopped ? " " + name : ""));
    }
    return replies;
  }

  /** Request and type of every broadcast, or the state that it tells. */
  List<String> heard() {
    List<String> heard = new ArrayList<>();
    for (List<JsonObject> message : received(listener)) {
      String type = message.get(0).get("msg_type").getAsString();
      JsonObject content = message.get(3);
      heard.add(
          request(message)
              + " "
              + (type.equals("status") ? content.get("execution_state").getAsString() : type));
    }
    return heard;
  }

  private static String request(List<JsonObject> message) {
    return message.get(1).get("msg_id").getAsString();
  }

  /** What was answered: header, parent, metadata and content of each. */
  List<List<JsonObject>> received() {
    return received(client);
  }

  /** Header, parent, metadata and content of all that has come. */
  private static List<List<JsonObject>> received(ZMQ.Socket socket) {
    List<List<JsonObject>> messages = new ArrayList<>();
    for (byte[] part = socket.recv(ZMQ.DONTWAIT); part != null; part = socket.recv(ZMQ.DONTWAIT)) {
      List<String> parts = new ArrayList<>(List.of(new String(part, StandardCharsets.UTF_8)));
      while (socket.hasReceiveMore()) {
        parts.add(new String(socket.recv(), StandardCharsets.UTF_8));
      }
      messages.add(
          parts.subList(parts.size() - 4, parts.size()).stream()
              .map(json -> JsonParser.parseString(json).getAsJsonObject())
              .toList());
    }
    return messages;
  }
}
