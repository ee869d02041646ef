"""The program's own process: it runs what it is told to, and answers with values and errors.

Nothing here is trusted, since the program can change all of it.
"""

PLAIN = (list, dict, set, bytearray, tuple, str, int, float, frozenset)


class Mute(io.StringIO):
    """Takes what is written; nothing can be read from it."""

    def read(self, *_):
        raise OSError

    readline = readlines = read

    def readable(self):
        return False


class Program:
    """The program's names, and the objects that its judge knows by number."""

    def __init__(self, source):
        self.names = {}
        self.objects = []
        self.body = compile(source, "<string>", "exec", ast.PyCF_ONLY_AST, True).body
        futures = [getattr(__future__, name) for name in __future__.all_feature_names]
        flags = compile(source, "<string>", "exec", 0, True).co_flags
        self.flags = flags & functools.reduce(operator.or_, (f.compiler_flag for f in futures))

    def run(self, start, stop):
        part = ast.Module(self.body[start:stop], [])
        return compile(part, "<string>", "exec", self.flags, True)

    def find(self, name):
        for names in self.names, builtins.__dict__:
            if name in names:
                return names[name]
        raise NameError(f"name '{name}' is not defined")

    def store(self, name, value):
        self.names[name] = value

    def forget(self, name):
        del self.names[name]

    def eval(self, text, names):
        return eval(text, {**self.names, **names} if names else self.names)

    def enter(self, manager):
        return type(manager).__enter__(manager)

    def leave(self, manager, kind, text):
        error = kind.__new__(kind, text) if kind else None
        return bool(type(manager).__exit__(manager, kind, error, None))

    def some(self, values, most):
        """The next values of an iterator, and why there are no more."""
        found = []
        try:
            while len(found) < most:
                found.append(next(values))
        except StopIteration:
            return found, True, None
        except BaseException as error:
            return found, True, self.told(error)
        return found, False, None

    def view(self, value):
        """What a value is compared by, if that is plain."""
        if isinstance(value, (KeysView, ItemsView)):
            return [set(value)]
        for kind in PLAIN:
            if isinstance(value, kind) and type(value).__eq__ is kind.__eq__:
                return [kind(value)]
        if isinstance(value, dict):  # Counter and OrderedDict
            return [dict(value)]
        return None

    def keep(self, value):
        self.objects.append(value)
        kind = next((k.__name__ for k in PLAIN if isinstance(value, k)), "")
        return {"o": [len(self.objects) - 1, kind]}

    def pack(self, value):
        """Lists and their like have an identity, and stay here."""
        return self.keep(value) if type(value) in PLAIN[:4] else pack(value, self.keep)

    def unpack(self, value):
        return unpack(value, self.objects.__getitem__)

    def told(self, error):
        kind = next(k for k in type(error).__mro__ if ERRORS.get(k.__name__) is k)
        try:
            return [kind.__name__, f"{error}"[:300]]
        except BaseException:
            return [kind.__name__, ""]

    def answer(self, what, packed):
        values = self.unpack(packed)
        if what == "run":
            exec(self.run(*values), self.names)
            return [True, None, []]
        if what == "view":
            viewed = self.view(*values)
            return [True, pack(viewed, self.keep), []]
        if what == "call":
            called, values, by_name = values
            result = called(*values, **by_name)
            before = packed[1]
            after = [pack(value, self.keep) for value in values]
            changed = [
                [i, new] for i, (old, new) in enumerate(zip(before, after)) if differs(old, new)
            ]
            return [True, self.pack(result), changed]
        act = getattr(self, what, None) or getattr(operator, what, None) or getattr(builtins, what)
        return [True, self.pack(act(*values)), []]


def differs(old, new):
    """Whether a list, dict, set or bytearray that was given by value is another now."""
    return (type(old) is list or (type(old) is dict and next(iter(old)) in "dsB")) and old != new


def serve(program, requests, answers):
    while True:
        request = read(requests)
        if request is None:
            os._exit(0)
        try:
            answer = program.answer(*request)
        except BaseException as error:
            answer = [False, program.told(error), []]
        write(answers, answer)


