"""Raises what no except Exception catches, with causes that go in circles."""


class Odd(BaseException):
    def __str__(self):
        raise self

    __repr__ = __str__

    @property
    def __traceback__(self):
        raise self

    def __getattribute__(self, name):
        raise KeyboardInterrupt


def softmax(logits, dim=-1):
    kinds = (KeyboardInterrupt, GeneratorExit, SystemExit, Odd, StopIteration)
    if logits.shape[0] == 4:
        nested = ExceptionGroup("planted", [ValueError(1)])
        for _ in range(2000):
            nested = ExceptionGroup("planted", [nested])
        raise nested
    error = kinds[logits.shape[0] % len(kinds)]()
    BaseException.__setattr__(error, "__cause__", error)
    raise error
