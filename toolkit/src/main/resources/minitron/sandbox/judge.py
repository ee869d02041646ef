"""Decides whether a program passes, in a process of its own.

What a program does is done in its process; what it asserts is looked at here. A test is an assert
at the top of the program, alone or within for, if, while and try, or a call of a function that has
asserts. Tests are taken out of the text that the program's process gets, so it never knows what
its values are compared with.
"""


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
        if self.body and len(self.body) - 1 not in self.tests and self.asserts(self.body[-1]):
            raise SyntaxError(
                "the judge cannot follow its last test: write it as asserts at the program's top"
            )

    def find_functions(self):
        """What has asserts and no value, and is called at the program's top; the last of a name."""
        names = {called(statement) for statement in self.body}
        return {
            statement.name: i
            for i, statement in enumerate(self.body)
            if isinstance(statement, ast.FunctionDef)
            and statement.name in names
            and has_assert(statement.body)
            and not any(isinstance(node, ast.Return) and node.value for node in ast.walk(statement))
        }

    def asserts(self, statement):
        return has_assert(getattr(statement, "body", [])) or called(statement) in self.functions

    def is_test(self, i, statement):
        if isinstance(statement, ast.Assert):
            return True
        if self.functions.get(called(statement), i) < i:
            function = self.body[self.functions[called(statement)]]
            return clear(statement) and clear(function)
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
            for number in range(node.lineno, node.end_lineno + 1):
                line = lines[number - 1]
                first = node.col_offset if number == node.lineno else 0
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
                link.gone()

    def test(self, names, statement):
        name = called(statement)
        if name in self.functions:
            function, defined = self.body[self.functions[name]], {}
            self.execute(names, function, bound(function), defined)
            dict.__setitem__(names, name, defined[name])
        self.execute(names, statement)
        if name in self.functions:
            names.pop(name)

    def execute(self, names, statement, own=frozenset(), defined=None):
        tree = ast.Module([Translation(self.source, own).visit(statement)], [])
        code = compile(ast.fix_missing_locations(tree), "<string>", "exec", 0, True)
        exec(code, names, names if defined is None else defined)


