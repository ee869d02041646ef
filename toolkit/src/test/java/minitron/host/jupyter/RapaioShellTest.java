package minitron.host.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapaio.jupyter.kernel.channels.AbstractChannel;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.RapaioKernel;
import org.rapaio.org.zeromq.SocketType;
import org.rapaio.org.zeromq.ZMQ;

/** The kernel's own channels within this process, where what was sent is there at once. */
final class RapaioShellTest {
  private ZMQ.Socket client;
  private ZMQ.Socket listener;
  private RapaioKernel kernel;
  private RapaioShell shell;
  private int sent;

  @BeforeEach
  void open() throws Exception {
    var ports = new ConnectionProperties(1, 2, "inproc", "hmac-sha256", 3, 4, "kernel", 5, "");
    var channels = new Channels(ports);
    var context = (ZMQ.Context) RapaioFields.get(Channels.class, channels, "ctx");
    socket(channels, "shell").bind("inproc://shell");
    socket(channels, "iopub").bind("inproc://iopub");
    client = context.socket(SocketType.DEALER);
    client.connect("inproc://shell");
    listener = context.socket(SocketType.SUB);
    listener.connect("inproc://iopub");
    listener.subscribe("");
    kernel = new RapaioKernel();
    shell =
        new RapaioShell(
            kernel,
            channels,
            channel(channels, "shell"),
            new RapaioWire(channel(channels, "iopub")));
  }

  @AfterEach
  void close() {
    client.close();
    listener.close();
  }

  private static AbstractChannel channel(Channels channels, String name) {
    return (AbstractChannel) RapaioFields.get(Channels.class, channels, name);
  }

  private static ZMQ.Socket socket(Channels channels, String name) {
    return (ZMQ.Socket) RapaioFields.get(AbstractChannel.class, channel(channels, name), "socket");
  }

  @Test
  void cellsThatWaitBehindAFailedOneAreAborted() {
    execute("int bad = ;", true);
    execute("1 + 1", true);
    send("kernel_info_request", "{}");
    send("execute_request", "{");
    execute("2 + 2", false);
    PrintStream err = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    answer(4);
    System.setErr(err);
    execute("3 + 3", true);
    answer(1);
    assertEquals(
        List.of(
            "1 execute_reply error",
            "2 execute_reply aborted",
            "3 kernel_info_reply ok",
            "5 execute_reply aborted",
            "6 execute_reply ok"),
        replies());
    assertEquals(
        List.of(
            "1 busy",
            "1 execute_input",
            "1 error",
            "1 idle",
            "2 busy",
            "2 idle",
            "3 busy",
            "3 idle",
            "5 busy",
            "5 idle",
            "6 busy",
            "6 execute_input",
            "6 execute_result",
            "6 idle"),
        heard());
  }

  @Test
  void whoDoesNotWantThatGetsAllCellsRun() {
    execute("int bad = ;", false);
    execute("1 + 1", true);
    answer(2);
    assertEquals(List.of("1 execute_reply error", "2 execute_reply ok"), replies());
  }

  @Test
  void cellsThatWaitBehindAnInterruptedOneAreAborted() {
    execute("((minitron.host.Host) System.out).cancel().request();", true);
    execute("2 + 2", true);
    answer(2);
    execute("3 + 3", true);
    answer(1);
    assertEquals(
        List.of("1 execute_reply ok", "2 execute_reply aborted", "3 execute_reply ok"), replies());
  }

  /** A loop, a wait and a value that never shows itself; what was set before is kept. */
  @Test
  void aCellThatNobodyListensInIsBrokenOff() {
    for (String endless : List.of("x = 7; while (x > 0) {}", "Thread.sleep(600_000);")) {
      execute("int x = 1;", true);
      answer(1);
      execute(endless, true);
      var press =
          new Thread(
              () -> {
                while (shell.cell() == null || !inUsersCode()) {
                  Thread.onSpinWait();
                }
                new BreakOff(kernel, shell).run();
              });
      press.start();
      answer(1);
      execute("x", true);
      answer(1);
    }
    assertEquals(
        List.of(
            "1 execute_reply ok",
            "2 execute_reply error Interrupted",
            "3 execute_reply ok",
            "4 execute_reply ok",
            "5 execute_reply error Interrupted",
            "6 execute_reply ok"),
        replies());
  }

  private static boolean inUsersCode() {
    return Thread.getAllStackTraces().values().stream()
        .anyMatch(
            frames -> Stream.of(frames).anyMatch(f -> f.getMethodName().startsWith("do_it$")));
  }

  @Test
  void aCompileErrorIsToldWithItsText() {
    execute("int bad = \"a\";", true);
    answer(1);
    JsonObject content = received(client).get(0).get(3);
    String told = content.get("evalue").getAsString();
    assertTrue(told.contains("incompatible types") && told.contains("int bad"), told);
    assertFalse(told.contains("\u001b"), told);
  }

  private void answer(int requests) {
    for (int i = 0; i < requests; i++) {
      shell.next();
    }
  }

  private void execute(String code, boolean stopOnError) {
    var content = new JsonObject();
    content.addProperty("code", code);
    content.addProperty("silent", false);
    content.addProperty("stop_on_error", stopOnError);
    send("execute_request", content.toString());
  }

  private void send(String type, String content) {
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
  private List<String> replies() {
    List<String> replies = new ArrayList<>();
    for (List<JsonObject> message : received(client)) {
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
  private List<String> heard() {
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
