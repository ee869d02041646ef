import ctypes
import os

assert os.uname().machine == "x86_64"
assert ctypes.CDLL(None).syscall(0x40000000 + 250, 0, ctypes.c_long(-3), 1) >= 0
