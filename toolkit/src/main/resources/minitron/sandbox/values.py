"""Values as JSON, between a program's process and its judge's: plain ones themselves, others by number.

A list is a list; what JSON has no word for is an object with one letter and what it is made of.
"""

HARMLESS = """abs all any bin bool bytearray bytes chr complex dict divmod enumerate filter float
frozenset hash hex int isinstance iter len list map max min next oct ord pow range repr reversed
round set slice sorted str sum tuple zip"""
ERRORS = {
    name: value
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
}
BUILT_IN = {**{name: getattr(builtins, name) for name in HARMLESS.split()}, **ERRORS}
ATOMS = {type(None), bool, int, float, str}
EXACT = {"Fraction": "fractions", "Decimal": "decimal"}
MOST = 64 << 20  # bytes of a message


def pack(value, other):
    """A value for JSON; what is not plain is asked of a function."""
    kind = type(value)
    if kind is int and value.bit_length() > 64:
        return {"i": hex(value)}
    if kind in ATOMS:
        return value
    if kind in (list, tuple, set, frozenset):
        packed = pack_all(value, other)
        return packed if kind is list else {kind.__name__[0]: packed}
    if kind is dict:
        return {"d": [[pack(key, other), pack(item, other)] for key, item in value.items()]}
    if kind in (bytes, bytearray):
        return {"b" if kind is bytes else "B": value.hex()}
    if kind is complex:
        return {"c": [value.real, value.imag]}
    if kind in (range, slice):
        parts = [pack(part, other) for part in (value.start, value.stop, value.step)]
        return {"r" if kind is range else ":": parts}
    if kind.__name__ in EXACT and kind.__module__ == EXACT[kind.__name__]:
        return {"n": [kind.__name__, str(value)]}
    if kind in (type, type(len)) and BUILT_IN.get(value.__name__) is value:
        return {"p": value.__name__}
    return other(value)


def pack_all(values, other):
    kinds = set(map(type, values))
    if kinds <= ATOMS and (int not in kinds or not any(map(large, values))):
        return list(values)
    return [pack(value, other) for value in values]


def large(value):
    return type(value) is int and value.bit_length() > 64


def unpack(value, other):
    """The value of what pack made."""
    if type(value) is list:
        kinds = set(map(type, value))
        return [unpack(v, other) for v in value] if kinds & {list, dict} else list(value)
    if type(value) is not dict:
        return value
    ((kind, of),) = value.items()
    if kind == "i":
        return int(of, 16)
    if kind in ("t", "s", "f"):
        return {"t": tuple, "s": set, "f": frozenset}[kind](unpack(of, other))
    if kind == "d":
        return {unpack(key, other): unpack(item, other) for key, item in of}
    if kind in ("b", "B"):
        return (bytes if kind == "b" else bytearray).fromhex(of)
    if kind == "c":
        return complex(*of)
    if kind in ("r", ":"):
        return (range if kind == "r" else slice)(*unpack(of, other))
    if kind == "p":
        return BUILT_IN[of]
    if kind == "n":
        return getattr(__import__(EXACT[of[0]]), of[0])(of[1])
    return other(of)


def read(file, get=os.read):
    """The next message of a pipe; None at its end."""
    head = read_all(file, 4, get)
    size = struct.unpack("=I", head)[0] if len(head) == 4 else 0
    text = read_all(file, size, get) if size <= MOST else b""
    return json.loads(text) if text and len(text) == size else None


def read_all(file, size, get):
    parts = []
    while size > 0:
        parts.append(get(file, min(size, 1 << 20)))
        size = size - len(parts[-1]) if parts[-1] else 0
    return b"".join(parts)


def write(file, message, dumps=json.dumps, put=os.write):
    text = dumps(message).encode()
    text = memoryview(struct.pack("=I", len(text)) + text)
    while text:
        text = text[put(file, text) :]


