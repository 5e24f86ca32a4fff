"""Makes a warm process cheap to fork: what a child copies is page tables, and what it touches is copied too."""

import ctypes
import gc
from collections.abc import Iterator

HUGE = 2 * 2**20
MADV_COLLAPSE = 25


def settle() -> None:
    """Prepare this process for being forked many times; call once, when everything is imported.

    A collection of garbage in a child would visit, and so copy, every object: 180 ms with torch loaded. Page
    tables of small pages make a fork five times as expensive as those of huge ones (Linux 6.1 or newer).
    """
    gc.collect()
    gc.freeze()
    libc = ctypes.CDLL(None)
    for start, end in _private_memory():
        for address in range(-(-start // HUGE) * HUGE, end - HUGE + 1, HUGE):
            libc.madvise(ctypes.c_void_p(address), ctypes.c_size_t(HUGE), MADV_COLLAPSE)


def _private_memory() -> Iterator[tuple[int, int]]:
    """Yield the address ranges of this process's own writable memory."""
    with open("/proc/self/maps", encoding="ascii", errors="replace") as file:
        lines = file.readlines()
    for line in lines:
        addresses, rights, _, _, inode, *name = line.split()
        if rights == "rw-p" and inode == "0" and name in ([], ["[heap]"]):
            start, _, end = addresses.partition("-")
            yield int(start, 16), int(end, 16)
