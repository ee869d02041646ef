"""Decides whether a program passes, in a process of its own.

What a program does is done in its process; what it asserts is looked at here. A test is an assert
at the top of the program, alone or within for, if, while and try, or a call of a function that has
asserts. Tests are taken out of the text that the program's process gets, so it never knows what
its values are compared with.
"""

LIBRARY = {
    "math": {name: getattr(math, name) for name in dir(math) if name[0] != "_"},
    "random": {n: getattr(random, n) for n in "Random choice randint random seed uniform".split()},
    "string": {n: v for n, v in vars(string).items() if type(v) is str and n[0] != "_"},
    "copy": {"copy": copy.copy, "deepcopy": copy.deepcopy},
}
NODES = """Expr Assign AugAssign AnnAssign Return Pass Break Continue Assert Raise If For While Try
ExceptHandler Import ImportFrom alias arguments arg keyword FunctionDef BoolOp NamedExpr BinOp
UnaryOp Lambda IfExp Dict Set ListComp SetComp DictComp GeneratorExp comprehension Compare Call
FormattedValue JoinedStr Constant Attribute Subscript Starred Name List Tuple Slice Index Load Store
boolop operator unaryop cmpop"""
NODES = tuple(getattr(ast, name) for name in NODES.split() if hasattr(ast, name))
BLOCKS = (ast.For, ast.If, ast.While, ast.Try)


class Module:
    """What a test may use of a module."""

    def __init__(self, names):
        self.names = names


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
        if module in LIBRARY and name in (None, *LIBRARY[module]):
            return Module(LIBRARY[module]) if name is None else LIBRARY[module][name]
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
        known = LIBRARY.get(module or alias.name)
        if known and not module:
            super().__setitem__(name, Module(known))
        elif known and alias.name in known:
            super().__setitem__(name, known[alias.name])


def attribute(value, name):
    if type(value) is Remote:
        return value._link.ask("getattr", value, name)
    if type(value) is Module and name in value.names:
        return value.names[name]
    plain = type(value) in (*KINDS.values(), bytes, bool, complex, random.Random)
    if name[0] == "_" or name.startswith("format") or not (plain or name == "args"):
        raise AttributeError(f"a test may not use .{name} of a {type(value).__name__}")
    return getattr(value, name)


def same(value, other):
    if type(value) is Remote and type(other) is Remote:
        return value._link.ask("is_", value, other)
    return value is other


def kind(value):
    return value._link.ask("type", value) if type(value) is Remote else type(value)


def within(node):
    """A statement's parts, without what functions and classes have inside."""
    yield node
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
        for part in ast.iter_child_nodes(node):
            yield from within(part)


def has_assert(statements):
    return any(isinstance(node, ast.Assert) for s in statements for node in within(s))


def clear(statement):
    """Whether all of a test can be followed here."""
    for node in ast.walk(statement):
        if not isinstance(node, NODES) or getattr(node, "is_async", 0):
            return False
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            return False
        if isinstance(node, ast.FunctionDef) and (node.decorator_list or node is not statement):
            return False
        if isinstance(node, ast.ExceptHandler) and node.type:
            caught = getattr(node.type, "elts", [node.type])
            if any(getattr(name, "id", None) not in ERRORS for name in caught):
                return False
        if isinstance(node, ast.ImportFrom) and (node.level or node.names[0].name == "*"):
            return False
    return True


def called(statement):
    """The name of the function of a statement that is a call and nothing else."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    return getattr(call.func, "id", None) if isinstance(call, ast.Call) else None


class Translation(ast.NodeTransformer):
    """Turns what reaches into objects, or past the test, into calls of the names above."""

    def __init__(self, source, own=()):
        self.source, self.own = source, own

    def ask(self, name, node, *values):
        call = ast.Call(ast.Name(name, ast.Load()), list(values), [])
        return ast.copy_location(call, node)

    def visit_Attribute(self, node):
        return self.ask("@attribute", node, self.visit(node.value), ast.Constant(node.attr))

    def visit_Compare(self, node):
        self.generic_visit(node)
        (first, *more) = node.ops
        if more or not isinstance(first, (ast.Is, ast.IsNot)):
            return node
        told = self.ask("@is", node, node.left, *node.comparators)
        return told if isinstance(first, ast.Is) else ast.UnaryOp(ast.Not(), told)

    def visit_Call(self, node):
        """A function without a name that the program is given is made there."""
        if getattr(node.func, "id", None) not in BUILT_IN:
            node.args = [self.there(v) if isinstance(v, ast.Lambda) else v for v in node.args]
            for named in node.keywords:
                if isinstance(named.value, ast.Lambda):
                    named.value = self.there(named.value)
        return self.generic_visit(node)

    def there(self, node):
        names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)} & set(self.own)
        text = ast.Constant(ast.get_source_segment(self.source, node))
        keys = [ast.Constant(name) for name in sorted(names)]
        values = [ast.Name(name, ast.Load()) for name in sorted(names)]
        return self.ask("@program", node, text, ast.Dict(keys, values))

    def imported(self, node, module, alias):
        name = ast.Constant(alias.name if module else None)
        source = ast.Constant(module or alias.name)
        target = ast.Name(alias.asname or alias.name.split(".")[0], ast.Store())
        call = self.ask("@module", node, source, name)
        return ast.copy_location(ast.Assign([target], call), node)

    def visit_Import(self, node):
        return [self.imported(node, None, alias) for alias in node.names]

    def visit_ImportFrom(self, node):
        return [self.imported(node, node.module, alias) for alias in node.names]


class Judge:
    """Goes through a program."""

    def __init__(self, source):
        self.source = source.replace("\r\n", "\n").replace("\r", "\n")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(self.source, "<string>", "exec", 0, True)
            self.body = ast.parse(self.source).body
        self.functions = self.find_functions()
        self.tests = {i for i, statement in enumerate(self.body) if self.is_test(i, statement)}

    def find_functions(self):
        """The functions with asserts that the program calls at its top; the last of a name."""
        names = {called(statement) for statement in self.body}
        return {
            statement.name: i
            for i, statement in enumerate(self.body)
            if isinstance(statement, ast.FunctionDef)
            and statement.name in names
            and has_assert(statement.body)
        }

    def is_test(self, i, statement):
        if isinstance(statement, ast.Assert):
            return True
        if self.functions.get(called(statement), i) < i:
            function = self.body[self.functions[called(statement)]]
            return clear(statement) and (clear(function) or bool(function.decorator_list))
        if isinstance(statement, ast.Expr) and not isinstance(statement.value, ast.Constant):
            constant = (ast.Expr, ast.Constant, ast.BinOp, ast.UnaryOp, ast.operator, ast.unaryop)
            return all(isinstance(node, constant) for node in ast.walk(statement))
        return isinstance(statement, BLOCKS) and has_assert([statement]) and clear(statement)

    def hidden(self):
        """The statements that the program's process does not get."""
        hidden = set(self.tests)
        nodes = [node for statement in self.body for node in ast.walk(statement)]
        for name, i in self.functions.items():
            calls = [n for n, s in enumerate(self.body) if called(s) == name and n in self.tests]
            uses = sum(isinstance(node, ast.Name) and node.id == name for node in nodes)
            if calls and (calls[-1] == len(self.body) - 1 or uses == len(calls)):
                hidden.add(i)
        return hidden

    def text(self):
        """The program's text without what is hidden; all else stands where it stood."""
        lines = [line.encode() for line in self.source.split("\n")]
        for i in sorted(self.hidden(), reverse=True):
            node = self.body[i]
            start = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
            for number in range(start, node.end_lineno + 1):
                line = lines[number - 1]
                first = node.col_offset if number == start else 0
                last = node.end_col_offset if number == node.end_lineno else len(line)
                blank = b"pass" if number == node.end_lineno else b""
                lines[number - 1] = line[:first] + blank.ljust(last - first) + line[last:]
        return b"\n".join(lines).decode()

    def go(self, link):
        names, done = Names(link), 0
        for i in sorted(self.tests):
            self.run(link, names, done, i)
            self.test(names, self.body[i])
            done = i + 1
        self.run(link, names, done, len(self.body))

    def run(self, link, names, start, stop):
        if start < stop:
            link.ask("run", start, stop)
        for i in range(start, stop):
            names.learn(self.body[i])
            if isinstance(self.body[i], ast.Raise):
                raise Gone

    def test(self, names, statement):
        if called(statement) in self.functions:
            self.define(names, self.body[self.functions[called(statement)]])
        self.execute(names, statement)

    def define(self, names, function):
        if function.decorator_list:
            raise TypeError(f"the test {function.name} has a decorator")
        own = {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
        own |= {
            node.id
            for node in ast.walk(function)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        defined = {}
        self.execute(names, function, own, defined)
        names.pop(function.name, None)
        dict.__setitem__(names, function.name, defined[function.name])

    def execute(self, names, statement, own=(), defined=None):
        tree = ast.Module([Translation(self.source, own).visit(statement)], [])
        code = compile(ast.fix_missing_locations(tree), "<string>", "exec", 0, True)
        exec(code, names, names if defined is None else defined)


