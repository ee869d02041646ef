import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
x86 = os.uname().machine == "x86_64"
key = b"user", b"minitron", b"x", ctypes.c_long(1), ctypes.c_long(-4)
calls = [
    (248 if x86 else 217, *key),
    (250 if x86 else 219, 0, ctypes.c_long(-4), 1),
    (425, 8, ctypes.create_string_buffer(256)),
    (434, os.getppid(), 0),
    (101 if x86 else 117, 16, os.getppid(), 0, 0),
    (62 if x86 else 129, os.getppid(), 0),
    (302 if x86 else 261, os.getppid(), 7, None, ctypes.create_string_buffer(16)),
    (41 if x86 else 198, 40, 1, 0),
    (272 if x86 else 97, 0),
]
allowed = [call[0] for call in calls if libc.syscall(*call) >= 0]
assert allowed
