from fractions import Fraction
from functools import lru_cache
from enum import IntEnum
class C(IntEnum):
    A = 1
@lru_cache(None)
def solve(n):
    assert n >= 0
    return n * 2
def show(n):
    assert n >= 0
    print(n)
class Bag:
    def __contains__(s, x): return x == 3
    def __len__(s): return 0
solve(3)
show(3)
def f(): return Fraction(6, 4)
assert f().numerator == 3 and f() == 1.5
assert list(map(str.upper, ["a", "b"])) == ["A", "B"] and dict.fromkeys([1]) == {1: None}
assert 3 in Bag() and 4 not in Bag() and not Bag()
assert C.A == 1 and C.A is C.A and [C.A] == [1]
assert show(2) is None
assert "a" in {"a": 1}.keys() and "ab".upper() == "AB"
