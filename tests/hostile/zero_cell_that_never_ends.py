"""Never comes to the end of its cell, nor of the definitions that are kept of it."""

import time


class Slow:
    time.sleep(10**6)


def softmax(logits, dim=-1, default=[time.sleep(0)]):
    return logits


while True:
    pass
