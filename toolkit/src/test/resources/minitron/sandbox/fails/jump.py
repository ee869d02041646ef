import sys


def jump(frame, event, argument):
    for line in range(frame.f_lineno + 1, frame.f_lineno + 40):
        try:
            frame.f_lineno = line
        except ValueError:
            pass
    return jump


frame = sys._getframe()
while frame:
    frame.f_trace = jump
    frame = frame.f_back
sys.settrace(lambda *_: jump)
assert False
