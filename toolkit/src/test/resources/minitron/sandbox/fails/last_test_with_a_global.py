def test():
    global x
    assert False


test()
