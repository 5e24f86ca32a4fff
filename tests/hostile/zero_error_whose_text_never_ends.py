"""Raises errors that never finish saying what they are."""


class Meta(type):
    def mro(cls):
        return [*super().mro()]

    @property
    def __name__(cls):
        while True:
            pass


class Endless(Exception, metaclass=Meta):
    def __str__(self):
        while True:
            pass

    __repr__ = __str__


def softmax(logits, dim=-1):
    raise Endless
