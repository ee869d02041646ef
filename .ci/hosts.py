"""Drives an installed kernel through Jupyter's protocol: hosts.py KERNEL HOST [number of starts].

KERNEL is its name in Jupyter, HOST the one that Show.host() gives it: "minitron rapaio" or "java jjava".
"""

import sys
import time

from jupyter_client.manager import KernelManager

KERNEL, HOST = sys.argv[1:3]
STARTS = int(sys.argv[3]) if len(sys.argv) > 3 else 3

CELLS = """
import minitron.*;
import minitron.report.*;
import minitron.host.*;
import minitron.report.plot.*;
import minitron.runs.*;
import minitron.tensor.*;
import java.util.concurrent.locks.LockSupport;
import tech.tablesaw.api.*;
"""
TABLE = 'Table.create("Models", Columns.text("model", "a <b>"), Columns.counts("parameters", 2216320))'
PLOT = 'Plots.lines("Loss", "tokens (M)", "LM loss").line("teacher", new double[] {0, 1}, new double[] {3, 2})'
PROGRESS = """
int count(int most) {
  int done = 0;
  try (var line = ProgressLine.atOnce("Training", "steps"); var curve = new LiveCurve("Loss", "steps", "loss")) {
    while (done < most && !line.cancelled()) {
      LockSupport.parkNanos(20_000_000);
      done++;
      line.at(done, most, "loss 3.293");
      curve.add("student", done, 1.0 / done);
    }
  }
  return done;
}
"""


def run(client, code, timeout=60, during=None):
    """Runs a cell; what it published, and its reply."""
    request = client.execute(code, store_history=True)
    messages = []
    deadline = time.time() + timeout
    while True:
        message = client.get_iopub_msg(timeout=max(0.1, deadline - time.time()))
        if message["parent_header"].get("msg_id") != request:
            continue
        kind, content = message["header"]["msg_type"], message["content"]
        if kind == "status" and content["execution_state"] == "idle":
            break
        messages.append((kind, content))
        if during:
            during(messages)
    while True:
        reply = client.get_shell_msg(timeout=10)
        if reply["parent_header"].get("msg_id") == request:
            return messages, reply["content"]


def only(messages, kind):
    return [content for name, content in messages if name == kind]


def check(what, passed, seen=""):
    if not passed:
        raise SystemExit(f"hosts: {what}: FAILED {seen}")


def start(number):
    manager = KernelManager(kernel_name=KERNEL)
    began = time.time()
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    try:
        ready = time.time() - began
        _, reply = run(client, CELLS)
        check("imports", reply["status"] == "ok", reply)
        if number == 0:
            everything(manager, client)
        else:
            messages, _ = run(client, "1 + 1")
            check("1 + 1", only(messages, "execute_result")[0]["data"]["text/plain"] == "2")
        return ready
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def everything(manager, client):
    messages, _ = run(client, TABLE)
    data = only(messages, "execute_result")[0]["data"]
    check("a table as HTML", "a &lt;b&gt;</td>" in data["text/html"] and "2.2 M" in data["text/html"], data)
    check("a table as text", "| a <b> |" in data["text/plain"], data)

    messages, _ = run(client, PLOT)
    result = only(messages, "execute_result")[0]
    check("a plot as PNG", result["data"]["image/png"].startswith("iVBOR"))
    check("a plot's size", result["metadata"]["image/png"] == {"width": 480, "height": 320}, result["metadata"])

    messages, _ = run(client, 'Show.me("a"); Show.host()')
    check("Show.me", only(messages, "display_data")[0]["data"] == {"text/plain": "a"}, messages)
    check("the host", only(messages, "execute_result")[0]["data"]["text/plain"] == HOST, messages)

    messages, _ = run(client, '"<b>plain</b>"')
    check("text is text", only(messages, "execute_result")[0]["data"] == {"text/plain": "<b>plain</b>"}, messages)

    if HOST == "rapaio":  # JJava itself hangs on this
        run(client, "record Endless(int x) { public String toString() { return x + String.valueOf(this); } }")
        messages, reply = run(client, "new Endless(1)")
        check("a value that cannot be shown is an error", reply["status"] == "error", reply)
        messages, _ = run(client, "1 + 2")
        check("and the next cell runs", only(messages, "execute_result")[0]["data"]["text/plain"] == "3", messages)

    run(client, PROGRESS)
    messages, _ = run(client, "count(150)")
    updates = [m for m in only(messages, "update_display_data") if "text/html" in m["data"]]
    check("a progress line that moves", 5 <= len(updates) <= 25, len(updates))
    check("its end", "150 of 150 steps" in updates[-1]["data"]["text/plain"], updates[-1])
    check("one line", len([m for m in only(messages, "display_data") if "text/html" in m["data"]]) == 1)
    pictures = [m for m in only(messages, "update_display_data") if "image/png" in m["data"]]
    check("a live curve", len(pictures) >= 1, len(pictures))
    print(f"hosts: {HOST} kernel: table, plot, Show.me, text, {len(updates)} redraws of the progress line, {len(pictures)} of the curve")

    def ask_control(messages):
        if only(messages, "stream") and not asked:
            asked.append(client.session.msg("kernel_info_request"))
            client.control_channel.send(asked[0])

    asked = []
    messages, reply = run(client, 'System.out.println("a"); Thread.sleep(500); System.out.println("b"); 7', during=ask_control)
    check("control does not disturb a cell", reply["status"] == "ok" and only(messages, "execute_result")[0]["data"]["text/plain"] == "7", messages)
    check("all it prints", "".join(m["text"] for m in only(messages, "stream")) == "a\nb\n", messages)
    answer = client.get_control_msg(timeout=5)
    check("control answers", answer["header"]["msg_type"] == "kernel_info_reply", answer)
    for _ in range(20):
        client.control_channel.send(client.session.msg("kernel_info_request"))
        messages, _ = run(client, "6 * 7", timeout=10)
        check("both at once", only(messages, "execute_result")[0]["data"]["text/plain"] == "42")
    print("hosts: shell and control at once: 20 of 20 cells answered")

    {"rapaio": interrupt, "jjava": interrupt_jjava}[HOST](manager, client)
    messages, reply = run(client, "int bad = ;")
    check("a compile error is told", reply["status"] == "error", reply)


def press_once(manager, pressed):
    def press(messages):
        if not pressed and only(messages, "display_data"):
            time.sleep(0.5)
            pressed.append(time.time())
            manager.interrupt_kernel()

    return press


def interrupt(manager, client):
    """Our kernel: the call ends with what it has, and the cell with it; a second press breaks the cell off."""
    pressed = []
    messages, reply = run(client, "int got = count(100000);\ngot", during=press_once(manager, pressed))
    took = time.time() - pressed[0]
    check("an interrupted call keeps what it has", reply["status"] == "ok", reply)
    got = int(only(messages, "execute_result")[0]["data"]["text/plain"])
    check("within a second", took < 1 and 0 < got < 1000, (took, got))
    messages, _ = run(client, "count(3) + got")
    check("the next cell runs whole", int(only(messages, "execute_result")[0]["data"]["text/plain"]) == got + 3)
    print(f"hosts: interrupt: stopped after {took:.2f} s with {got} steps, the next cell ran")

    pressed.clear()

    def press_twice(messages):
        if not pressed and only(messages, "stream"):
            pressed.append(time.time())
            manager.interrupt_kernel()
            time.sleep(0.3)
            manager.interrupt_kernel()

    messages, reply = run(client, 'System.out.println("asleep"); Thread.sleep(60_000);', during=press_twice)
    took = time.time() - pressed[0]
    check("a second press breaks a cell off", reply["status"] == "error" and took < 3, (reply, took))
    messages, _ = run(client, "count(2) + 40")
    check("and the next cell runs", only(messages, "execute_result")[0]["data"]["text/plain"] == "42", messages)
    manager.interrupt_kernel()
    time.sleep(0.3)
    messages, _ = run(client, "count(5)")
    check("a press while nothing runs does nothing", only(messages, "execute_result")[0]["data"]["text/plain"] == "5")
    print(f"hosts: second interrupt: broke the cell off after {took:.2f} s, the next cell ran")
    once(manager, client)
    queued(manager, client)


def once(manager, client):
    """Our kernel: one press ends a cell in which no call of ours listens; variables stay."""
    run(client, "int kept = 5;")
    for endless in ("while (true) {}", "for (long i = 0; ; i++) kept += 0;", "Thread.sleep(600_000);"):
        pressed = []

        def press(messages):
            if not pressed and only(messages, "stream"):
                time.sleep(0.3)
                pressed.append(time.time())
                manager.interrupt_kernel()

        messages, reply = run(client, f'System.out.println("on"); {endless}', during=press)
        took = time.time() - pressed[0]
        check("one press ends " + endless, reply["status"] == "error" and took < 2, (reply, took))
        messages, _ = run(client, "kept")
        check("what was set is kept", only(messages, "execute_result")[0]["data"]["text/plain"] == "5", messages)
    print(f"hosts: one press ended a plain loop and a sleep, the last after {took:.2f} s")


def queued(manager, client):
    """Our kernel: what waits behind a cell that failed or was interrupted is aborted; what comes later runs."""
    for first, ends, press in (("Thread.sleep(500); int bad = 1 / 0;", "error", False), ("count(100000)", "ok", True)):
        asked = [client.execute(code) for code in (first, "1 + 1", "2 + 2")]
        while press and client.get_iopub_msg(timeout=10)["header"]["msg_type"] != "display_data":
            pass
        if press:
            time.sleep(0.5)
            manager.interrupt_kernel()
        replies = [client.get_shell_msg(timeout=10) for _ in asked]
        check("replies in their order", [r["parent_header"]["msg_id"] for r in replies] == asked, replies)
        statuses = [r["content"]["status"] for r in replies]
        check("cells that wait are aborted", statuses == [ends, "aborted", "aborted"], statuses)
        messages, _ = run(client, "6 * 7")
        check("and what comes later runs", only(messages, "execute_result")[0]["data"]["text/plain"] == "42", messages)
    print("hosts: cells that waited behind a failed and an interrupted one were aborted, the next ones ran")


def interrupt_jjava(manager, client):
    """JJava ends the cell at once with an error of its own; the call ends behind it and keeps what it has."""
    pressed = []
    _, reply = run(client, "int got = count(100000);", during=press_once(manager, pressed))
    took = time.time() - pressed[0]
    check("the cell says that it was interrupted", reply.get("ename") == "EvaluationInterruptedException", reply)
    for _ in range(20):
        messages, _ = run(client, "got")
        got = int(only(messages, "execute_result")[0]["data"]["text/plain"])
        if got > 0:
            break
        time.sleep(0.05)
    kept = time.time() - pressed[0]
    check("an interrupted call keeps what it has, within a second", kept < 1 and 0 < got < 1000, (took, kept, got))
    messages, _ = run(client, "count(3) + got")
    check("the next cell runs whole", int(only(messages, "execute_result")[0]["data"]["text/plain"]) == got + 3)
    print(f"hosts: interrupt: the cell ended after {took:.2f} s, {got} steps were kept after {kept:.2f} s, the next cell ran")


times = [start(number) for number in range(STARTS)]
print(f"hosts: {len(times)} starts, ready in {min(times):.1f} to {max(times):.1f} s")
