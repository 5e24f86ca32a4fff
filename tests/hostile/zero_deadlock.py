"""Waits for locks that nobody will ever open."""

import importlib._bootstrap as bootstrap
import threading

lock = threading.Lock()
lock.acquire()
bootstrap._blocking_on.clear()
threading.Thread(target=bootstrap._get_module_lock("torch").acquire, daemon=True).start()


def softmax(logits, dim=-1):
    waiting = [threading.Thread(target=lock.acquire) for _ in range(20)]
    for thread in waiting:
        thread.start()
    for thread in waiting:
        thread.join()
