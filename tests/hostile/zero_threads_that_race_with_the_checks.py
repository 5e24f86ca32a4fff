"""Leaves threads in the notebook that swap functions and settings while later exercises are checked."""

import random
import threading

import torch

space = get_ipython().user_ns  # noqa: F821


def race():
    functions = [lambda logits, dim=-1: torch.zeros(logits.shape), torch.softmax, None, 3.0]
    while True:
        space["softmax"] = space["cross_entropy_from_logits"] = random.choice(functions)
        torch.set_num_threads(random.randint(1, 64))


for _ in range(4):
    threading.Thread(target=race, daemon=True).start()


def softmax(logits, dim=-1):
    return logits
