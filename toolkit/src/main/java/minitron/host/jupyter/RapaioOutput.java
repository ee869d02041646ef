package minitron.host.jupyter;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import minitron.host.Bundle;
import minitron.host.Host;
import minitron.runs.Cancel;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.message.Message;
import org.rapaio.jupyter.kernel.message.messages.IOPubDisplayData;
import org.rapaio.jupyter.kernel.message.messages.IOPubStream;
import org.rapaio.jupyter.kernel.message.messages.IOPubStream.StreamName;
import org.rapaio.jupyter.kernel.message.messages.IOPubUpdateDisplayData;

/** The standard output of a cell in the rapaio kernel, and the host of its results. */
final class RapaioOutput extends PrintStream implements Host {
  private final RapaioWire wire;
  private final Message<?> request;
  private final Cancel cancel = new Cancel();
  private final AtomicReference<String> brokenOff;

  RapaioOutput(RapaioWire wire, Message<?> request) {
    this(wire, request, new AtomicReference<>());
  }

  private RapaioOutput(RapaioWire wire, Message<?> request, AtomicReference<String> brokenOff) {
    super(new Text(wire, request, StreamName.OUT, brokenOff), true, StandardCharsets.UTF_8);
    this.wire = wire;
    this.request = request;
    this.brokenOff = brokenOff;
  }

  /** Takes no more text, so that a cell that prints ends; says why it ends. */
  void breakOff(String why) {
    brokenOff.set(why);
  }

  /** Why the cell was broken off; null if it was not. */
  String brokenOff() {
    return brokenOff.get();
  }

  @Override
  public Cancel cancel() {
    return cancel;
  }

  /** The standard error of the same cell. */
  PrintStream errors() {
    var text = new Text(wire, request, StreamName.ERR, brokenOff);
    return new PrintStream(text, true, StandardCharsets.UTF_8);
  }

  @Override
  public String name() {
    return "rapaio";
  }

  @Override
  public void show(String id, Bundle bundle) {
    flush();
    wire.publish(request, new IOPubDisplayData(data(id, bundle)));
  }

  @Override
  public void update(String id, Bundle bundle) {
    wire.publish(request, new IOPubUpdateDisplayData(data(id, bundle)));
  }

  static DisplayData data(String id, Bundle bundle) {
    DisplayData data = DisplayData.fromText(bundle.text());
    bundle.data().forEach(data::putData);
    bundle.metadata().forEach(data::putMetaData);
    if (id != null) {
      data.setDisplayId(id);
    }
    return data;
  }

  /** Sends the text that was written when it is flushed. */
  private static final class Text extends ByteArrayOutputStream {
    private final RapaioWire wire;
    private final Message<?> request;
    private final StreamName name;
    private final AtomicReference<String> brokenOff;

    Text(RapaioWire wire, Message<?> request, StreamName name, AtomicReference<String> brokenOff) {
      this.wire = wire;
      this.request = request;
      this.name = name;
      this.brokenOff = brokenOff;
    }

    @Override
    public synchronized void flush() {
      if (brokenOff.get() != null) {
        // An Error, which code that catches exceptions lets pass.
        throw new Error(brokenOff.get());
      }
      String text = toString(StandardCharsets.UTF_8);
      reset();
      if (!text.isEmpty()) {
        wire.publish(request, new IOPubStream(name, text));
      }
    }
  }
}
