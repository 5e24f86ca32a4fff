"""Ends the process in all the ways that the system knows, another one at every call."""

import os
import signal

ways = [signal.SIGABRT, signal.SIGSEGV, signal.SIGKILL, signal.SIGBUS, signal.SIGILL, signal.SIGQUIT, signal.SIGHUP]


def softmax(logits, dim=-1):
    os.kill(os.getpid(), ways[sum(logits.shape) % len(ways)])
    os.abort()
