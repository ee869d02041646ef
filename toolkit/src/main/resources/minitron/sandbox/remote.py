"""The program's objects, as its judge sees them."""

NUMBERS = "add sub mul truediv floordiv mod pow matmul lshift rshift and or xor".split()
ASKED = "abs bool float format getitem int len neg next repr round setitem str".split()
KINDS = {kind.__name__: kind for kind in PLAIN}


class Link:
    """Asks the program's process."""

    def __init__(self, requests, answers, get, gone):
        self.requests, self.answers, self.get, self.gone = requests, answers, get, gone

    def ask(self, what, *values):
        packed = [pack(value, number_of) for value in values]
        try:
            write(self.requests, [what, packed])
            answer = read(self.answers, self.get)
        except BrokenPipeError:
            answer = None
        if answer is None:
            self.gone()
        well, told, changed = answer
        if not well:
            raise raised(*told)
        for i, new in changed:
            replace(values[1][i], unpack(new, self.known))
        return unpack(told, self.known)

    def known(self, number):
        return Remote(self, *number)


def number_of(value):
    if type(value) is Remote:
        return {"o": value._number}
    raise TypeError(f"a test gives the program a {type(value).__name__}, which stays here")


def raised(kind, text):
    """An error of the program's: of the nearest type that Python knows, with its text."""
    known = ERRORS.get(kind, Exception)
    own = {"__init__": lambda *_: None, "__str__": lambda _: str(text)}
    error = type(known.__name__, (known,), own)()
    error.args = (text,)
    return error


def replace(old, new):
    """What a call did to a list, dict or set that it was given."""
    if type(old) in (list, bytearray):
        old[:] = new
    else:
        old.clear()
        old.update(new)


class Remote:
    """An object of the program's. What is compared with it is not told to the program.

    A list and its like are compared by what they hold, here; an object of a class of the program's
    own equals no plain value, whatever it says itself.
    """

    def __init__(self, link, number, kind):
        self._link, self._number, self._kind = link, number, kind

    @property
    def __class__(self):
        return KINDS.get(self._kind, Remote)

    def _view(self):
        view = self._link.ask("view", self)
        return view[0] if view else self

    def __getattr__(self, name):
        if name == "keys" and self._kind == "dict":  # by which a dict is made of it
            return self._view().keys
        raise AttributeError(name)

    def __call__(self, *values, **by_name):
        return self._link.ask("call", self, list(values), by_name)

    def __iter__(self):
        view = self._view() if self._kind else self
        return self._items() if view is self else iter(view)

    def _items(self):
        """Of a generator; more at a time the longer it is."""
        values, most, ended = self._link.ask("iter", self), 1, False
        while not ended:
            found, ended, told = self._link.ask("some", values, most)
            yield from found
            if told:
                raise raised(*told)
            most = min(2 * most, 1024)

    def __contains__(self, item):
        return item in self._view() if self._kind else self._link.ask("contains", self, item)

    def __enter__(self):
        return self._link.ask("enter", self)

    def __exit__(self, kind, error, _):
        return self._link.ask("leave", self, kind and ERRORS[kind.__name__], f"{error}")

    def __hash__(self):
        view = self._view()
        return self._link.ask("hash", self) if view is self else hash(view)

    def __eq__(self, other):
        if type(other) is Remote:
            return self._same(other)
        view = self._view()
        return view is not self and view == other

    def _same(self, other):
        mine, others = self._view(), other._view()
        if mine is self and others is other:
            return bool(self._link.ask("eq", self, other))
        return mine is not self and others is not other and mine == others

    def __ne__(self, other):
        return not self == other

    def __instancecheck__(self, value):
        return self._link.ask("isinstance", value, self)


def compared(name):
    def compare(self, other):
        both = type(other) is Remote
        mine, others = self._view(), other._view() if both else other
        if both and mine is self and others is other:
            return self._link.ask(name, self, other)
        if mine is self or type(others) is Remote:
            raise TypeError("a test orders an object of the program's and a value")
        return getattr(operator, name)(mine, others)

    return compare


def asked(name):
    return lambda self, *values: self._link.ask(name, self, *values)


def turned(name):
    return lambda self, other: self._link.ask(name, other, self)


for name in "lt le gt ge".split():
    setattr(Remote, f"__{name}__", compared(name))
for name in NUMBERS:
    operation = f"__{name}__"  # as the module operator calls it too
    setattr(Remote, operation, asked(operation))
    setattr(Remote, f"__r{name}__", turned(operation))
for name in ASKED:
    setattr(Remote, f"__{name}__", asked(name))


