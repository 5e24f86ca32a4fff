"""Blocks every signal, cuts the cord to its parent and sleeps."""

import ctypes
import select
import signal
import time


def softmax(logits, dim=-1):
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)  # PR_SET_PDEATHSIG: live on without a parent
    while True:
        select.select([], [], [], 10**6)
        time.sleep(10**6)
