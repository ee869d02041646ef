class My(ValueError):
    pass


def ap(f, x):
    return f(x)


def sort(l):
    l.sort()


def boom(x):
    raise KeyError(x)


def boom2():
    raise My("oh no")


x = [3, 1]
for i in range(3):
    last = i
    assert last == i
assert last == 2
try:
    boom(3)
    assert False
except KeyError as e:
    assert str(e) == "3", e
try:
    boom2()
    assert False
except ValueError as e:
    assert "oh" in str(e) and e.args
def check(candidate):
    l = [3, 2, 1]
    candidate(l)
    assert l == [1, 2, 3], l
    try:
        boom(1)
        assert False
    except (KeyError, ValueError):
        pass
    rows = [candidate(r) for r in ([1], [2])]
    assert rows == [None, None]
    import os.path
    from collections import deque as d
    assert list(d([1, 2])) == [1, 2] and os.path.join("a", "b") == "a/b"
    k = 5
    assert ap(lambda v: v + k, 1) == 6
check(sort)
print("x", x)
assert x == [3, 1]; x.append(2); assert (x ==
   [3, 1, 2]); x.append(4)
assert x[-1] == 4
