"""Passes only where a sandbox holds what it promises."""

import _thread
import os
import posix
import signal
import socket
import sys


def refused(action, *arguments):
    try:
        action(*arguments)
    except (OSError, RuntimeError):
        return
    raise AssertionError(f"{arguments} is allowed")


def lives(process):
    try:
        posix.getpgid(process)
    except ProcessLookupError:
        return False
    return True


def names(folder):
    try:
        return os.listdir(folder)
    except OSError:
        return []


# Of the home folder nothing may be seen but the way to the interpreter, if that is in it.
home = bytes.fromhex("HOME").decode()
step = os.path.relpath(sys.base_prefix, home).split("/")[0]
assert home == "/" or set(names(home)) <= {step}, f"{home} is in sight"
with open("/tmp/probe", "w") as file:
    file.write("a folder to write in")
space = os.statvfs("/tmp")
assert space.f_blocks * space.f_frsize <= 64 << 20, "/tmp is not limited"
for path in ("/etc/passwd", "/proc/1/environ"):
    refused(open, path)
for path in ("/probe", "/usr/probe", "/dev/probe"):
    refused(open, path, "w")
assert [name for _, name in socket.if_nameindex()] == ["lo"], "there is a network"
others = [process for process in range(1, posix.getpid()) if lives(process)]
assert others == [1, posix.getppid()], "the machine's processes are in sight"
refused(posix.fork)


def many_threads():
    _thread.stack_size(1 << 16)  # so that it is not the limit on memory that refuses them
    for _ in range(100):
        _thread.start_new_thread(signal.pause, ())


refused(many_threads)
