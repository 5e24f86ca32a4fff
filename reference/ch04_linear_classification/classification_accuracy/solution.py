from torch import Tensor


def classification_accuracy(logits: Tensor, labels: Tensor) -> float:
    """Return the fraction of labels that the largest logit hits.

    logits: (..., k). labels: (...), integers. Returns a Python float.
    Raises ValueError for shapes that do not fit and for no labels.
    """
    ### BEGIN SOLUTION
    if labels.shape != logits.shape[:-1] or labels.numel() == 0:
        raise ValueError(f"no labels, or {tuple(labels.shape)} is not {tuple(logits.shape)} without the last axis")
    hits = logits.argmax(dim=-1) == labels
    return hits.float().mean().item()
    ### END SOLUTION
