"""What a test may use, apart from the program itself."""

LIBRARY = {
    "math": " ".join(name for name in dir(math) if name[0] != "_"),
    "random": "Random choice randint random seed uniform",
    "string": "ascii_letters ascii_lowercase ascii_uppercase digits hexdigits punctuation whitespace",
    "copy": "copy deepcopy",
}
KNOWN = {*PLAIN, bytes, bool, complex, range}


class Module:
    """What a test may use of a module."""

    def __init__(self, name):
        module = __import__(name)
        self.names = {name: getattr(module, name) for name in LIBRARY[name].split()}


class Names(dict):
    """A test's names: its own, what is harmless of Python's, and the program's."""

    def __init__(self, link):
        super().__init__(BUILT_IN, type=kind, print=lambda *_, **__: None)
        helpers = {"@attribute": attribute, "@is": same, "@program": self.evaluate}
        self.update(helpers, __builtins__={}, **{"@module": self.module})
        self.link = link

    def __missing__(self, name):
        return self.link.ask("find", name)

    def __setitem__(self, name, value):
        self.pop(name, None)
        try:
            self.link.ask("store", name, value)
        except TypeError:  # an error or a generator, which stays here
            super().__setitem__(name, value)

    def __delitem__(self, name):
        if self.pop(name, None) is None:
            self.link.ask("forget", name)

    def evaluate(self, text, names):
        return self.link.ask("eval", text, names)

    def module(self, module, name):
        """As "from module import name"; without a name the module itself."""
        if module in LIBRARY and (name is None or name in LIBRARY[module].split()):
            return Module(module) if name is None else Module(module).names[name]
        text = f"__import__({module!r}, fromlist=[{name!r}])"
        return self.evaluate(f"{text}.{name}" if name else f"__import__({module!r})", {})

    def learn(self, statement):
        """After a statement of the program's, which may have given a name another meaning."""
        for node in within(statement):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                for alias in node.names:
                    self.learn_import(getattr(node, "module", None), alias)
            elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
                self.pop(node.id, None)
            elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                self.pop(node.name, None)

    def learn_import(self, module, alias):
        name = alias.asname or alias.name.split(".")[0]
        self.pop("pow" if name == "*" else name, None)
        known = LIBRARY.get(module or alias.name, "").split()
        if known and not module:
            super().__setitem__(name, Module(alias.name))
        elif alias.name in known:
            super().__setitem__(name, Module(module).names[alias.name])


def attribute(value, name):
    if type(value) is Remote:
        return value._link.ask("getattr", value, name)
    if type(value) is Module and name in value.names:
        return value.names[name]
    kind = value if type(value) is type else type(value)
    known = kind in KNOWN or kind.__name__ in (*EXACT, "Random") or name == "args"
    if name[0] == "_" or name.startswith("format") or name not in dir(value) or not known:
        raise AttributeError(f"a test may not use .{name} of a {type(value).__name__}")
    return getattr(value, name)


def same(value, other):
    if type(value) is Remote and type(other) is Remote:
        return value._link.ask("is_", value, other)
    return value is other


def kind(value):
    return value._link.ask("type", value) if type(value) is Remote else type(value)


