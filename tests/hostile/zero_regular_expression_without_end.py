"""Hangs inside the regular expression engine, which holds the interpreter's lock and hears no signal."""

import re
import threading


def softmax(logits, dim=-1):
    threading.Thread(target=re.match, args=(r"(a|a)*$", "a" * 60 + "b"), daemon=True).start()
    return re.match(r"(a+)+$", "a" * 64 + "b")
