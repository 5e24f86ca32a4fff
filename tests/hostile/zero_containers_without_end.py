"""Returns dictionaries, generators and lists that never stop giving items."""

import itertools


class Endless(dict):
    def items(self):
        return ((number, number) for number in itertools.count())


def endless():
    while True:
        yield 1.0


def softmax(logits, dim=-1):
    circle = []
    circle += [circle, {"circle": circle}]
    return [Endless(), endless(), circle, itertools.repeat(1)][logits.shape[0] % 4]
