"""Runs a generated program and tells how it ended, as code_eval of Hugging Face's evaluate does.

Standard input is a line "token seconds memory processes files bytes", then the program. The answer
is a line "token passed", "token timed out" or "token failed: why" on standard output, after a line
"token ready" when the program begins. What the program prints itself is swallowed.
"""

import builtins
import contextlib
import faulthandler
import io
import math
import os
import resource
import shutil
import signal
import subprocess
import sys

OF_OS = """kill system putenv remove removedirs rmdir fchdir setuid fork forkpty killpg rename renames
truncate replace unlink fchmod fchown chmod chown chroot lchflags lchmod lchown getcwd chdir"""
MODULES = "ipdb joblib resource psutil tkinter"


class Mute(io.StringIO):
    """Takes what is written; nothing can be read from it."""

    def read(self, *_):
        raise OSError

    readline = readlines = read

    def readable(self):
        return False


class Mutes(contextlib._RedirectStream):
    _stream = "stdin"


class TimeLimit(Exception):
    pass


def late(*_):
    raise TimeLimit


def limit(seconds, memory, processes, files, size):
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_NPROC, processes),
        (resource.RLIMIT_NOFILE, files),
        (resource.RLIMIT_FSIZE, size),
        (resource.RLIMIT_CPU, math.ceil(seconds) + 2),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def guard():
    """Takes away what code_eval takes away: programs that need it fail there, so they fail here."""
    faulthandler.disable()
    os.environ["OMP_NUM_THREADS"] = "1"
    for name in OF_OS.split():
        setattr(os, name, None)
    shutil.rmtree = shutil.move = shutil.chown = None
    subprocess.Popen = None
    builtins.exit = builtins.quit = builtins.help = None
    for name in MODULES.split():
        sys.modules[name] = None


def run(program, seconds):
    mute = Mute()
    try:
        with contextlib.redirect_stdout(mute), contextlib.redirect_stderr(mute), Mutes(mute):
            signal.setitimer(signal.ITIMER_REAL, seconds)
            signal.signal(signal.SIGALRM, late)
            try:
                exec(program, {})
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
        return "passed"
    except TimeLimit:
        return "timed out"
    except BaseException as error:
        return f"failed: {error}"


def main():
    token, seconds, *most = sys.stdin.buffer.readline().split()
    program = sys.stdin.buffer.read().decode()
    write, leave, channel = os.write, os._exit, os.dup(1)

    def tell(text):
        line = text.replace("\n", " ")[:300].encode(errors="replace")
        write(channel, b"\n" + token + b" " + line + b"\n")

    # The token is no longer to be read again, and a signal to the group reaches nobody else.
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    with contextlib.suppress(OSError):
        os.setsid()
    limit(float(seconds), *map(int, most))
    guard()
    tell("ready")
    tell(run(program, float(seconds)))
    leave(0)


main()
