from contextlib import suppress

with suppress(ValueError):
    int("x")
    assert False
with open("file", "w") as f:
    assert f.write("x") == 1


def t():
    with suppress(AssertionError):
        assert False
    with suppress(KeyError) as s:
        assert s is None


t()
