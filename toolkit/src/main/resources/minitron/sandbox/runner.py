"""Runs a generated program and tells how it ended, as code_eval of Hugging Face's evaluate does.

Standard input is a line "token seconds memory processes files size output", then the program. The
answer is a line "token passed", "token timed out" or "token failed: why" on standard output, after
a line "token ready" when the program begins.

This process alone talks. The program runs in a child, which is made before the token is read and
has other pipes, so nothing in its frames, memory or files is the token or a way past this process.
The text of limits.py stands before this one.
"""

import contextlib
import io
import os
import select
import signal
import sys
import time

READY = b"ready"
WORD = 16  # bytes
GRACE = 1  # as code_eval: seconds that a program which ignores its own limit may live on


class Mute(io.StringIO):
    """Takes what is written; nothing can be read from it."""

    def read(self, *_):
        raise OSError

    readline = readlines = read

    def readable(self):
        return False


class TimeLimit(Exception):
    pass


def late(*_):
    raise TimeLimit


def run(program, seconds):
    """Nothing that the program may have replaced stands between its end and the verdict."""
    sys.stdin = sys.stdout = sys.stderr = Mute()
    signal.signal(signal.SIGALRM, late)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            exec(program, {})
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except TimeLimit:
        return "timed out"
    except BaseException as error:
        return f"failed: {error}"[:300]
    else:
        return "passed"


def answer(word, program, seconds):
    """The word, which proves that the program came to its end, and the verdict, byte by byte.

    While the program runs, the word is in no Python object: it waits in the buffer of the bytes
    that are made of this generator.
    """
    yield from os.read(word, WORD)
    yield from run(program, seconds).encode(errors="replace")


def child(parent, stdin, word, stdout, channel):
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    for pipe, number in (stdin, 0), (stdout, 1), (stdout, 2):
        os.dup2(pipe, number)
    os.close(stdin)
    os.close(stdout)
    prctl(PR_SET_DUMPABLE, 1)
    os.setsid()
    header, program = sys.stdin.buffer.read().split(b"\n", 1)
    seconds, *most = header.split()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    drop_privileges()
    limit(float(seconds), *map(int, most))
    guard()
    one_process()
    os.write(channel, READY)
    os.write(channel, bytes(answer(word, program.decode(), float(seconds))))
    os._exit(0)


def start():
    """The child's number, and this process's ends of its pipes, in the order of the child's."""
    inward, outward = [os.pipe(), os.pipe()], [os.pipe(), os.pipe()]
    ours = [end for _, end in inward] + [end for end, _ in outward]
    its = [end for end, _ in inward] + [end for _, end in outward]
    parent, number = os.getpid(), os.fork()
    for end in its if number else ours:
        os.close(end)
    if number == 0:
        child(parent, *its)
    return (number, *ours)


def verdict(word, channel, stdout, most, end):
    """Hears the child out, or until it has said too much or lived too long."""
    sources, said, last = [stdout, channel], 0, b""
    while time.monotonic() < end:
        ready, _, _ = select.select(sources, [], [], max(0, end - time.monotonic()))
        if stdout in ready:
            heard = os.read(stdout, 1 << 16)
            said, last = said + len(heard), (last + heard)[-300:]
            if said > most:
                return f"failed: it wrote more than {most} bytes"
            if not heard:
                sources.remove(stdout)
        elif channel in ready:
            told = os.read(channel, 1 << 12)
            if told.startswith(word):
                return told[len(word) :].decode()
            *_, why = last.decode(errors="replace").strip().split("\n")
            return "failed: it ended without a verdict" + (f" ({why})" if why else "")
    return "timed out"


def main():
    with contextlib.suppress(OSError):
        os.setsid()  # a signal to the group reaches nobody else
    prctl(PR_SET_DUMPABLE, 0)  # the child can look into neither memory nor files of this process
    number, stdin, to_word, stdout, channel = start()
    token, seconds, *most, output = sys.stdin.buffer.readline().split()
    program = sys.stdin.buffer.read()
    word = os.urandom(WORD)
    with contextlib.suppress(BrokenPipeError):
        with open(stdin, "wb") as pipe:
            pipe.write(b" ".join([seconds, *most]) + b"\n" + program)

    def tell(text):
        line = text.replace("\n", " ").encode(errors="replace")
        os.write(1, b"\n" + token + b" " + line + b"\n")

    if os.read(channel, len(READY)) == READY:
        tell("ready")
        os.write(to_word, word)  # which the program waits for
    end = time.monotonic() + float(seconds) + GRACE
    text = verdict(word, channel, stdout, int(output), end)
    os.kill(number, signal.SIGKILL)
    os.waitpid(number, 0)
    tell(text)


main()
