from __future__ import annotations
"""doc"""
def sum(a: Foo, b: Bar): return a - b
abs = lambda v: 7
assert sum(3, 2) == 1 and abs(2) == 7
assert sum.__name__ == "sum" and sum.__annotations__ == {"a": "Foo", "b": "Bar"}
def rec(n): return 0 if n == 0 else 1 + rec(n - 1)
assert rec(900) == 900
from math import *
assert pow(2, 3) == 8.0 and isinstance(pow(2, 3), float) and sqrt(4) == 2
big = list(range(100000))
assert big == list(range(100000)) and len(big) == 100000
for i in range(200):
    assert rec(i) == i
