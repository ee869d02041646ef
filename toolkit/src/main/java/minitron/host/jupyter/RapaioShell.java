package minitron.host.jupyter;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.rapaio.jupyter.kernel.channels.AbstractChannel;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.core.CompleteMatches;
import org.rapaio.jupyter.kernel.core.RapaioKernel;
import org.rapaio.jupyter.kernel.core.magic.MagicEvalResult;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplaySystem;
import org.rapaio.jupyter.kernel.message.Message;
import org.rapaio.jupyter.kernel.message.MessageType;
import org.rapaio.jupyter.kernel.message.messages.ErrorReply;
import org.rapaio.jupyter.kernel.message.messages.IOPubError;
import org.rapaio.jupyter.kernel.message.messages.IOPubExecuteInput;
import org.rapaio.jupyter.kernel.message.messages.IOPubExecuteResult;
import org.rapaio.jupyter.kernel.message.messages.IOPubStatus;
import org.rapaio.jupyter.kernel.message.messages.ShellCommInfoReply;
import org.rapaio.jupyter.kernel.message.messages.ShellCompleteReply;
import org.rapaio.jupyter.kernel.message.messages.ShellCompleteRequest;
import org.rapaio.jupyter.kernel.message.messages.ShellExecuteReply;
import org.rapaio.jupyter.kernel.message.messages.ShellExecuteRequest;
import org.rapaio.jupyter.kernel.message.messages.ShellInspectReply;
import org.rapaio.jupyter.kernel.message.messages.ShellInspectRequest;
import org.rapaio.jupyter.kernel.message.messages.ShellIsCompleteRequest;
import org.rapaio.jupyter.kernel.message.messages.ShellKernelInfoReply;
import org.rapaio.org.zeromq.ZMQ;

/**
 * Answers the requests of the shell channel, one after the other, with the rapaio kernel. If a cell
 * fails or is interrupted, the cells that wait behind it are aborted, as in ipykernel.
 */
final class RapaioShell {
  private final RapaioKernel kernel;
  private final Channels channels;
  private final AbstractChannel shell;
  private final ZMQ.Socket socket;
  private final Deque<Message<?>> aborted = new ArrayDeque<>();
  private final RapaioWire wire;
  private volatile RapaioOutput cell;
  private int count;

  RapaioShell(RapaioKernel kernel, Channels channels, AbstractChannel shell, RapaioWire wire) {
    this.kernel = kernel;
    this.channels = channels;
    this.shell = shell;
    this.socket = (ZMQ.Socket) RapaioFields.get(AbstractChannel.class, shell, "socket");
    this.wire = wire;
    kernel.registerChannels(channels);
  }

  /** The output of the running cell, with its cancel token; null if none runs. */
  RapaioOutput cell() {
    return cell;
  }

  /** Answers the next request; the kernel is busy meanwhile. */
  void next() {
    Message<?> waited = aborted.poll();
    Message<?> message = waited == null ? shell.readMessage() : waited;
    wire.publish(message, IOPubStatus.BUSY);
    try {
      answer(message, waited != null);
    } finally {
      wire.publish(message, IOPubStatus.IDLE);
    }
  }

  private void answer(Message<?> message, boolean abort) {
    Object content = message.content();
    if (content instanceof ShellExecuteRequest && abort) {
      error(message, new ErrorReply("aborted", null, null, null, null));
    } else if (content instanceof ShellExecuteRequest request) {
      execute(message, request);
    } else if (content instanceof ShellCompleteRequest request) {
      complete(message, request);
    } else if (content instanceof ShellInspectRequest request) {
      DisplayData found = kernel.javaEngine().inspect(request.code(), request.cursorPos());
      wire.reply(shell, message, new ShellInspectReply(found != null, found));
    } else if (content instanceof ShellIsCompleteRequest request) {
      wire.reply(shell, message, kernel.javaEngine().isComplete(request.code()).buildReply());
    } else if (message.header().type().equals(MessageType.SHELL_KERNEL_INFO_REQUEST)) {
      wire.reply(shell, message, info());
    } else if (message.header().type().equals(MessageType.SHELL_COMM_INFO_REQUEST)) {
      wire.reply(shell, message, new ShellCommInfoReply(Map.of()));
    }
  }

  /** The reply to a kernel_info_request. */
  ShellKernelInfoReply info() {
    try {
      var method = RapaioKernel.class.getDeclaredMethod("kernelInfo");
      method.setAccessible(true);
      return (ShellKernelInfoReply) method.invoke(kernel);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This is not the rapaio kernel 3.0.1: no kernelInfo.", e);
    }
  }

  private void complete(Message<?> message, ShellCompleteRequest request) {
    CompleteMatches found = kernel.javaEngine().complete(request.code(), request.cursorPos());
    int at = request.cursorPos();
    wire.reply(
        shell,
        message,
        found == null ? ShellCompleteReply.empty(at) : ShellCompleteReply.from(found));
  }

  private void error(Message<?> message, ErrorReply error) {
    wire.reply(shell, message, MessageType.SHELL_EXECUTE_REPLY.newError(), error);
  }

  /** Aborts the cells that wait behind this one; must be called before its reply is sent. */
  private void abortBehind(ShellExecuteRequest request) {
    boolean wanted = request.stopOnError() && !request.silent();
    while (wanted && (socket.getEvents() & ZMQ.Poller.POLLIN) != 0) {
      RapaioFields.step("shell", () -> aborted.add(shell.readMessage()));
    }
  }

  private void execute(Message<?> message, ShellExecuteRequest request) {
    if (!request.silent()) {
      count++;
      wire.publish(message, new IOPubExecuteInput(request.code(), count));
    }
    var output = new RapaioOutput(wire, message);
    try {
      DisplayData result = run(message, request.code(), output);
      if (output.cancel().asked()) {
        abortBehind(request);
      }
      if (result != null && !request.silent()) {
        wire.publish(message, new IOPubExecuteResult(count, result));
      }
      wire.reply(shell, message, ShellExecuteReply.withOk(count, Map.of()));
    } catch (Throwable e) {
      abortBehind(request);
      // Errors too, because this thread must live on for the next cell.
      ErrorReply error = RapaioErrors.of(e, output.brokenOff(), kernel, count);
      wire.publish(message, new IOPubError(error.errName(), error.errMsg(), error.traceback()));
      error(message, error);
    }
  }

  private DisplayData run(Message<?> message, String code, RapaioOutput output) throws Exception {
    PrintStream out = System.out;
    PrintStream err = System.err;
    var errors = output.errors();
    System.setOut(output);
    System.setErr(errors);
    channels.setMsgId(wire.asOwn(message));
    cell = output;
    try {
      MagicEvalResult magic = kernel.magicEngine().eval(kernel.executionContext(), code);
      return magic.handled() ? display(magic.result()) : kernel.eval(code);
    } finally {
      cell = null;
      Thread.interrupted(); // a press is for the cell, not for what is sent after it
      channels.freeMsgId();
      if (output.brokenOff() == null) {
        output.flush();
        errors.flush();
      }
      System.setOut(out);
      System.setErr(err);
    }
  }

  private static DisplayData display(Object result) {
    if (result == null || result instanceof DisplayData) {
      return (DisplayData) result;
    }
    return DisplaySystem.inst().render(result);
  }
}
