"""Forms joint frequencies of prediction and class first, whose solution is the weights."""

import torch
from torch import Tensor


def label_shift_weights(confusion: Tensor, prediction_freq: Tensor, source_freq: Tensor) -> tuple[Tensor, Tensor]:
    k = confusion.shape[0]
    if confusion.shape != (k, k) or prediction_freq.shape != (k,) or source_freq.shape != (k,):
        raise ValueError("shapes do not fit")
    confusion, mu, q = (t.double() for t in (confusion, prediction_freq, source_freq))
    if torch.linalg.svdvals(confusion.detach())[-1] < k * 2.3e-16 * torch.linalg.svdvals(confusion.detach())[0]:
        raise ValueError("singular")
    missing = q == 0
    filled = q + missing.double()
    joint = confusion * filled
    ratio = torch.linalg.solve(joint, mu[:, None]).squeeze(1)
    ratio = torch.maximum(ratio, torch.zeros_like(ratio))
    ratio = ratio / (ratio * filled).sum()
    return ratio * filled, ratio.masked_fill(missing, 0.0)
