"""Prints without end, through Python and past it."""

import os


def softmax(logits, dim=-1):
    while True:
        print("x" * 10**6)
        os.write(1, b"x" * 10**6)
        os.write(2, b"x" * 10**6)
