"""Takes the log-sum-exp of the differences to the true logit, in float64, and casts the result back."""

import torch
from torch import Tensor


def _validate(logits, labels, reduction):
    match logits.shape, labels.shape, reduction:
        case (n, k), (m,), "none" | "sum" | "mean" if n == m and (n or reduction != "mean"):
            if not torch.isin(labels, torch.arange(k, device=labels.device)).all():
                raise ValueError("labels must lie in 0..k-1")
        case _:
            raise ValueError("shapes or reduction do not fit")


def cross_entropy_from_logits(logits: Tensor, labels: Tensor, reduction: str = "mean") -> Tensor:
    _validate(logits, labels, reduction)
    o = logits.double()
    margins = o - torch.take_along_dim(o, labels[:, None], 1)
    losses = margins.logsumexp(1)
    return (losses if reduction == "none" else getattr(losses, reduction)()).to(logits.dtype)
