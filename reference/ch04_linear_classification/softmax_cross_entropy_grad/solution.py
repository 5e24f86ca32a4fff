from torch import Tensor


def softmax_cross_entropy_grad(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the derivative of the mean cross-entropy with respect to the logits.

    logits: (n, k), floating. labels: (n,), int64. Returns (n, k), dtype of logits.
    Raises ValueError for no examples, other shapes, or a label outside 0..k-1.
    """
    ### BEGIN SOLUTION
    if logits.dim() != 2 or labels.shape != logits.shape[:1] or len(labels) == 0:
        raise ValueError(f"shapes {tuple(logits.shape)} and {tuple(labels.shape)} are not (n, k) and (n,), n > 0")
    target = one_hot(labels, logits.shape[1], logits.dtype)
    return (softmax(logits) - target) / len(labels)
    ### END SOLUTION
