class Test:
    assert False
