import torch
from torch import Tensor


def label_shift_weights(confusion: Tensor, prediction_freq: Tensor, source_freq: Tensor) -> tuple[Tensor, Tensor]:
    """Estimate class frequencies of shifted data from predictions, and the weights that correct for the shift.

    confusion: (k, k), columns P(predicted i | true j). prediction_freq, source_freq: (k,). Returns the class
    frequencies (k,) and weights (k,), float64. Raises ValueError for a singular matrix or shapes that do not fit.
    """
    ### BEGIN SOLUTION
    k = source_freq.numel()
    if confusion.shape != (k, k) or prediction_freq.shape != (k,) or source_freq.shape != (k,):
        raise ValueError("confusion must be (k, k), prediction_freq and source_freq (k,)")
    C, mu, q = confusion.double(), prediction_freq.double(), source_freq
    if torch.linalg.matrix_rank(C) < k:
        raise ValueError("the confusion matrix is singular: some mixtures of classes cannot be told apart")
    positive = torch.linalg.solve(C, mu).clamp(min=0)
    p = positive / positive.sum()
    return p, p / torch.where(q > 0, q, torch.inf)
    ### END SOLUTION
