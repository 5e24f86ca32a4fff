"""Sets entry i * k + label of a flat vector and reshapes it."""

import torch


def one_hot(labels, num_classes, dtype=torch.float32):
    if num_classes < 1 or (labels < 0).any() or (labels > num_classes - 1).any():
        raise ValueError("there is no such class")
    flat = labels.reshape(-1)
    out = torch.zeros(len(flat) * num_classes, dtype=dtype, device=labels.device)
    out[torch.arange(len(flat), device=labels.device) * num_classes + flat] = 1
    return out.reshape(labels.shape + (num_classes,))
