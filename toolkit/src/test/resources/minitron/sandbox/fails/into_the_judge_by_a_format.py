def check(candidate):
    for kind in [candidate]:
        assert kind.__subclasses__()


try:
    check("{0.__class__}".format(1))
except NameError:
    assert 0
