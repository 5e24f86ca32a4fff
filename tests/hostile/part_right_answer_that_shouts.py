"""Is right, and prints, warns and displays megabytes on the way.

Earns: at most 3 of 3 (the work is done)
"""

import os
import warnings

import torch


def softmax(logits, dim=-1):
    print("x" * 10**6)
    os.write(2, b"x" * 10**6)
    warnings.warn("<script>planted</script>", stacklevel=1)
    weights = torch.exp(logits - logits.amax(dim, keepdim=True))
    return weights / weights.sum(dim, keepdim=True)
