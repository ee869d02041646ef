package minitron.host.jupyter;

import java.time.Duration;
import minitron.runs.Cancel;
import org.rapaio.jupyter.kernel.channels.AbstractChannel;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.RapaioKernel;
import org.rapaio.jupyter.kernel.message.Message;
import org.rapaio.jupyter.kernel.message.MessageType;
import org.rapaio.jupyter.kernel.message.messages.ControlInterruptReply;
import org.rapaio.jupyter.kernel.message.messages.ControlShutdownReply;
import org.rapaio.jupyter.kernel.message.messages.ControlShutdownRequest;
import org.rapaio.jupyter.kernel.message.messages.IOPubStatus;
import org.rapaio.org.zeromq.ZMQ;

/**
 * The three threads that listen to Jupyter: shell runs one request after the other, control answers
 * at any time, and heartbeat sends back what it gets.
 */
final class RapaioLoops {
  private static final int LINGER_MS = 100;

  /** With the time that {@link BreakOff} takes, a cell ends within two seconds. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Channels channels;
  private final RapaioWire wire;
  private final RapaioShell shell;
  private final Interrupts interrupts;

  RapaioLoops(RapaioKernel kernel, Channels channels) {
    this.channels = channels;
    this.wire = new RapaioWire(channel("iopub"));
    this.shell = new RapaioShell(kernel, channels, channel("shell"), wire);
    this.interrupts = new Interrupts(this::running, new BreakOff(kernel, shell), PATIENCE);
  }

  private Cancel running() {
    RapaioOutput cell = shell.cell();
    return cell == null ? null : cell.cancel();
  }

  private AbstractChannel channel(String name) {
    return (AbstractChannel) RapaioFields.get(Channels.class, channels, name);
  }

  private ZMQ.Socket bound(String name, String address) {
    var socket = (ZMQ.Socket) RapaioFields.get(AbstractChannel.class, channel(name), "socket");
    socket.bind(address);
    return socket;
  }

  /** Opens all ports and starts the threads. */
  void start(ConnectionProperties ports) {
    channel("iopub").bind(ports);
    channel("stdin").bind(ports);
    bound("shell", ports.formatAddress(ports.shellPort()));
    bound("control", ports.formatAddress(ports.controlPort()));
    ZMQ.Socket heartbeat = bound("heartbeat", ports.formatAddress(ports.hbPort()));
    loop("heartbeat", () -> heartbeat.send(heartbeat.recv()));
    loop("shell", shell::next);
    loop("control", () -> control(channel("control")));
  }

  private static void loop(String name, Runnable body) {
    Runnable forever =
        () -> {
          while (true) {
            RapaioFields.step(name, body);
          }
        };
    new Thread(forever, name).start();
  }

  private void control(AbstractChannel control) {
    Message<?> message = control.readMessage();
    MessageType<?> type = message.header().type();
    wire.publish(message, IOPubStatus.BUSY);
    if (type.equals(MessageType.SHELL_KERNEL_INFO_REQUEST)) {
      wire.reply(control, message, shell.info());
    } else if (type.equals(MessageType.CONTROL_INTERRUPT_REQUEST)) {
      new Thread(interrupts::pressed, "interrupt").start();
      wire.reply(control, message, new ControlInterruptReply());
    } else if (message.content() instanceof ControlShutdownRequest shutdown) {
      wire.reply(control, message, new ControlShutdownReply(shutdown.restart()));
    }
    wire.publish(message, IOPubStatus.IDLE);
    if (message.content() instanceof ControlShutdownRequest) {
      exit();
    }
  }

  private static void exit() {
    try {
      Thread.sleep(LINGER_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(0);
  }
}
