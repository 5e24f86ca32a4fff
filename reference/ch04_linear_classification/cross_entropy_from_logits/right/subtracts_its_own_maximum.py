"""Shifts every row by its largest logit and gathers the true one."""


def cross_entropy_from_logits(logits, labels, reduction="mean"):
    if logits.ndim != 2 or labels.ndim != 1 or len(labels) != len(logits):
        raise ValueError("logits must be (n, k) and labels (n,)")
    if reduction not in ("none", "sum", "mean"):
        raise ValueError(f"unknown reduction {reduction!r}")
    if len(labels) == 0 and reduction == "mean":
        raise ValueError("the mean of no examples")
    if len(labels) and (labels.min() < 0 or labels.max() >= logits.shape[1]):
        raise ValueError("label out of range")
    shifted = logits - logits.max(dim=1, keepdim=True).values
    losses = shifted.exp().sum(dim=1).log() - shifted.gather(1, labels[:, None]).squeeze(1)
    return losses if reduction == "none" else getattr(losses, reduction)()
