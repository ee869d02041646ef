"""Runs a generated program and tells how it ended, as code_eval of Hugging Face's evaluate does.

Standard input is a line "token seconds memory processes files size output", then the program. The
answer is a line "token passed", "token timed out" or "token failed: why" on standard output, after
a line "token ready" when the program begins.

This process is the judge, and alone talks. The program runs in a child, which is made before the
token is read and has other pipes. The texts of the other files stand before this one.
"""

READY = b"ready"


def child(parent, stdin, requests, stdout, answers):
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    for pipe, number in (stdin, 0), (stdout, 1), (stdout, 2):
        os.dup2(pipe, number)
    os.close(stdin)
    os.close(stdout)
    prctl(PR_SET_DUMPABLE, 1)
    os.setsid()
    header, source = sys.stdin.buffer.read().split(b"\n", 1)
    seconds, *most = header.split()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    drop_privileges()
    limit(float(seconds), *map(int, most))
    sys.stdin = sys.stdout = sys.stderr = Mute()
    program = Program(source.decode())
    guard()
    one_process()
    os.write(answers, READY)
    serve(program, requests, answers)


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


class Hearing:
    """Reads what the child says: its answers, and what it writes outside of Python's streams."""

    def __init__(self, stdout, most, finish):
        self.stdout, self.most, self.finish = stdout, most, finish
        self.said, self.last, self.open = 0, b"", [stdout]

    def get(self, answers, size):
        while True:
            ready, _, _ = select.select([*self.open, answers], [], [])
            if self.stdout not in ready:
                return os.read(answers, size)
            heard = os.read(self.stdout, 1 << 16)
            self.said, self.last = self.said + len(heard), (self.last + heard)[-300:]
            if self.said > self.most:
                self.finish(f"failed: it wrote more than {self.most} bytes")
            if not heard:
                self.open = []

    def gone(self):
        *_, why = self.last.decode(errors="replace").strip().split("\n")
        self.finish("failed: it ended without a verdict" + (f" ({why})" if why else ""))


def judge(program, requests, stdin, answers, hearing, begin):
    """The verdict."""
    try:
        told = Judge(program[1])
        with open(stdin, "wb") as pipe:
            pipe.write(program[0] + told.text().encode())
        if read_all(answers, len(READY), hearing.get) != READY:
            hearing.gone()
        begin()
        told.go(Link(requests, answers, hearing.get, hearing.gone))
    except BaseException as error:
        return f"failed: {error}"[:300]
    return "passed"


def main():
    with contextlib.suppress(OSError):
        os.setsid()  # a signal to the group reaches nobody else
    prctl(PR_SET_DUMPABLE, 0)  # the child can look into neither memory nor files of this process
    no_keys()
    number, stdin, requests, stdout, answers = start()
    token, *numbers, output = sys.stdin.buffer.readline().split()
    seconds, *most = numbers
    drop_privileges()
    limit(float(seconds), *map(int, most))
    one_process([number])

    def tell(text):
        line = text.replace("\n", " ").encode(errors="replace")
        os.write(1, b"\n" + token + b" " + line + b"\n")

    def finish(text):
        signal.setitimer(signal.ITIMER_REAL, 0)
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)
        tell(text)
        os._exit(0)

    def begin():
        signal.setitimer(signal.ITIMER_REAL, float(seconds))
        tell("ready")

    signal.signal(signal.SIGALRM, lambda *_: finish("timed out"))
    signal.setitimer(signal.ITIMER_REAL, float(seconds))
    header = b" ".join([seconds, *most]) + b"\n"
    program = header, sys.stdin.buffer.read().decode()
    hearing = Hearing(stdout, int(output), finish)
    finish(judge(program, requests, stdin, answers, hearing, begin))


main()
