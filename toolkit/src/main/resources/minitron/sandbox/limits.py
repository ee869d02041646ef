"""What a program may not do, by its own process: a sandbox's walls are around it."""

import __future__
import ast
import builtins
import contextlib
import copy
import ctypes
import errno
import faulthandler
import functools
import io
import json
import math
import operator
import os
import resource
import select
import shutil
import signal
import struct
import subprocess
import sys
import warnings
from collections.abc import ItemsView, KeysView

OF_OS = """kill system putenv remove removedirs rmdir fchdir setuid fork forkpty killpg rename renames
truncate replace unlink fchmod fchown chmod chown chroot lchflags lchmod lchown getcwd chdir"""
MODULES = "ipdb joblib resource psutil tkinter"
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
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


