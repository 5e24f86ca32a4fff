"""Answers with reports of errors that are put together wrongly, one after another."""

import os
import stat
import time

from autograder import wire

REPLIES = [
    {"raised": [[5], "x", "y"]}, {"raised": [["ExceptionGroup"], "x", "y"]}, {"raised": []}, {"raised": 7},
    {"raised": [[], 1, 2]}, {"stopped": 5}, {"forbidden": None}, {"raised": [["KeyboardInterrupt"], "a", "b"]},
    {"raised": [["object", "int"], {}, []]}, {"raised": [["UnicodeDecodeError"], "a", "b"]}, {}, [], 3, None,
]  # fmt: skip
kind = os.environ.setdefault("planted", "0")


def softmax(logits, dim=-1):
    body = b"R" + wire.encode(REPLIES[sum(logits.shape) * 7 % len(REPLIES)], id)
    for fd in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, len(body).to_bytes(8, "little") + body)
        except OSError:
            continue
    time.sleep(0.05)
    os._exit(0)
