"""Overflows the stack in Python and in C."""

import sys

sys.setrecursionlimit(10**9)


class Deep:
    def __repr__(self):
        return repr(self)

    def __getattr__(self, name):
        return getattr(self, name + "x")


def softmax(logits, dim=-1):
    if logits.shape[0] == 5:
        return eval("(" * 10**5 + "1" + ")" * 10**5)
    if logits.shape[0] == 3:
        return softmax(logits, dim)
    nested = ()
    for _ in range(10**6):
        nested = (nested,)
    return hash(nested) if logits.shape[0] == 4 else repr(Deep())
