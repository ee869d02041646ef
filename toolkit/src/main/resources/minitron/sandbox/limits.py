"""What a program may not do, by its own process: a sandbox's walls are around it."""

import builtins
import ctypes
import errno
import faulthandler
import math
import os
import resource
import shutil
import struct
import subprocess
import sys

OF_OS = """kill system putenv remove removedirs rmdir fchdir setuid fork forkpty killpg rename renames
truncate replace unlink fchmod fchown chmod chown chroot lchflags lchmod lchown getcwd chdir"""
MODULES = "ipdb joblib resource psutil tkinter"
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
CLONE_THREAD = 1 << 16
# The numbers of an architecture, of clone, clone3 and prctl, and of what is refused: fork, vfork
# and calls that keep memory past its limit (shmget, semget, msgget, memfd_create, memfd_secret).
CALLS = {
    "x86_64": (0xC000003E, 56, 435, 157, (57, 58, 29, 64, 68, 319, 447)),
    "aarch64": (0xC00000B7, 220, 435, 167, (194, 190, 186, 279, 447)),
}
LIBC = ctypes.CDLL(None, use_errno=True)


def prctl(option, *values):
    values = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0)[:4]]
    if LIBC.prctl(option, *values) != 0:
        raise OSError(ctypes.get_errno(), f"prctl {option} is refused")


def drop_privileges():
    """Root of a machine without other users has some, and could raise its limits again."""
    header, nothing = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    if LIBC.capset(header, nothing) != 0:
        raise OSError(ctypes.get_errno(), "capset is refused")


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


def one_process():
    """Lets this process make threads, but no process, and lets it outlive its parent no more.

    So all of it ends with one signal, and the limit on its memory is the limit on all. This is a
    filter of the kernel's (seccomp), which nothing can take away: each rule compares the call's
    number, or the lower half of its first argument, and answers with an error or lets it be.
    """
    load, equal, at_least, any_bit, answer = 0x20, 0x15, 0x35, 0x45, 0x06
    number, architecture, first = 0, 4, 16  # where the kernel puts what is compared
    allow, refuse, unknown = 0x7FFF0000, 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS
    machine = os.uname().machine
    if machine not in CALLS:
        raise OSError(f"the system calls of {machine} are not known")
    native, clone, clone3, prctl_call, refused = CALLS[machine]

    def when(test, value, *then):
        return [(test, 0, len(then), value), *then]

    def say(what):
        return (answer, 0, 0, what)

    argument = (load, 0, 0, first)
    rules = [
        (load, 0, 0, architecture),
        (equal, 1, 0, native),
        say(refuse),
        (load, 0, 0, number),
        *when(at_least, 0x40000000, say(refuse)),  # the same calls under other numbers
        *when(equal, clone3, say(unknown)),  # its flags cannot be seen; clone is taken instead
        *(rule for call in refused for rule in when(equal, call, say(refuse))),
        *when(equal, clone, argument, *when(any_bit, CLONE_THREAD, say(allow)), say(refuse)),
        *when(equal, prctl_call, argument, *when(equal, PR_SET_PDEATHSIG, say(refuse))),
        say(allow),
    ]
    text = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *rule) for rule in rules))
    program = ctypes.create_string_buffer(struct.pack("@HP", len(rules), ctypes.addressof(text)))
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    prctl(PR_SET_SECCOMP, 2, ctypes.addressof(program))


