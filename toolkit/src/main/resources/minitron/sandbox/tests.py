"""Which statements are tests, and how they run in the judge's process.

A test is real Python, but has only harmless names, reaches into objects by a function that knows
what is allowed, and imports by another: so a test that a program brings along can do no harm here.
"""

NODES = """Expr Assign AugAssign AnnAssign Return Pass Break Continue Assert Raise If For While Try
With withitem ExceptHandler Import ImportFrom alias arguments arg keyword FunctionDef BoolOp NamedExpr
BinOp UnaryOp Lambda IfExp Dict Set ListComp SetComp DictComp GeneratorExp comprehension Compare Call
FormattedValue JoinedStr Constant Attribute Subscript Starred Name List Tuple Slice Index Load Store
boolop operator unaryop cmpop"""
NODES = tuple(getattr(ast, name) for name in NODES.split() if hasattr(ast, name))
BLOCKS = (ast.For, ast.If, ast.While, ast.Try, ast.With)


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


def bound(node):
    """The names that a function gives a value."""
    parts = list(ast.walk(node))
    names = {n.id for n in parts if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return names | {n.arg for n in parts if isinstance(n, ast.arg)}


class Translation(ast.NodeTransformer):
    """Turns what reaches into objects, or past the test, into calls of the names above."""

    def __init__(self, source, own=frozenset()):
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
        used = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
        names = used & self.own - bound(node)
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


