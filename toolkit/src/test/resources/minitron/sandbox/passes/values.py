from collections import Counter, namedtuple, OrderedDict, deque, defaultdict
from fractions import Fraction
from decimal import Decimal
import math, itertools, re
P = namedtuple("P", "x y")
class Node:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return isinstance(o, Node) and s.v == o.v
    def __lt__(s, o): return s.v < o.v
    def __hash__(s): return hash(s.v)
def cnt(s): return Counter(s)
def p(): return P(1, 2)
def gen(n):
    for i in range(n): yield i
def sort(l): l.sort()
def boom(x): raise KeyError(x)
class My(ValueError): pass
def boom2(): raise My("oh no")
def ap(f, x): return f(x)
x = [3, 1]
y = x
assert cnt("aab") == {"a": 2, "b": 1}
assert p() == (1, 2) and p().x == 1 and len(p()) == 2
assert list(gen(3)) == [0, 1, 2] and sum(gen(5)) == 10
assert sorted(gen(2000))[-1] == 1999
assert Node(3) == Node(3) and Node(3) != Node(4) and Node(1) < Node(2)
assert [Node(1), Node(2)] == [Node(1), Node(2)]
assert not (gen(3) == [0, 1, 2]) and gen(3) != 3
assert (lambda l: (sort(l), l))([2, 1])[1] == [1, 2]
assert Fraction(1, 2) == 0.5 and Fraction(1, 3) + 1 == Fraction(4, 3)
assert Decimal("0.1") + Decimal("0.2") == Decimal("0.3")
assert isinstance(x, list) and isinstance(cnt(""), dict) and isinstance(Node(1), Node) and not isinstance(Node(1), int)
assert type(x) == list and type(p()) is P and type(3) is int
assert x is y and x == [3, 1]
assert x[0] == 3 and x[::-1] == [1, 3] and 3 in x and 4 not in x
assert ap(lambda v: v + 1, 3) == 4 and list(map(lambda v: v * 2, x)) == [6, 2]
assert sorted(x, key=lambda v: -v) == [3, 1] and max(x) == 3 and {1, 3} == set(x)
assert deque([1]) == deque([1]) and list(deque([1, 2])) == [1, 2]
assert math.isclose(math.pi, 3.14159, rel_tol=1e-3) and itertools.chain([1], [2]).__class__.__name__ == "chain"
assert re.match("a", "abc").group() == "a" and re.match("b", "abc") is None
assert float("nan") != float("nan") and 10**100 == 10**100 and str(x) == "[3, 1]" and f"{x}" == "[3, 1]"
assert {"a": [1, (2, 3)]} == dict(a=[1, (2, 3)]) and b"a" == bytes([97]) and 1j * 1j == -1
assert OrderedDict(a=1) == {"a": 1} and dict(cnt("a")) == {"a": 1} and {**cnt("b")} == {"b": 1}
assert x + [1] == [3, 1, 1] and [1] + x == [1, 3, 1] and x * 2 == [3, 1, 3, 1]
assert {1: 2}.keys() == {1} and ({1: 2}).items() == {(1, 2)}
assert cnt("ab").keys() == {"a", "b"} and list(cnt("ab").items()) == [("a", 1), ("b", 1)]
assert "".join(c for c in "abc") == "abc" and all(v > 0 for v in x) and any(ap(lambda z: z, v) == 3 for v in x)
assert __name__ == "builtins"
assert range(3) == range(0, 3) and ap(range, 3) == range(3)
