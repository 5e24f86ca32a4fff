"""Goes through NumPy, which cuts the graph: no gradient reaches the frequencies.

Fails: test_gradients_match_central_differences
"""

import torch


def label_shift_weights(confusion, prediction_freq, source_freq):
    k = source_freq.numel()
    if confusion.shape != (k, k) or prediction_freq.shape != (k,) or source_freq.shape != (k,):
        raise ValueError("shapes do not fit")
    C, mu, q = confusion.double(), prediction_freq.double(), source_freq.double()
    if torch.linalg.matrix_rank(C) < k:
        raise ValueError("singular")
    import numpy as np

    p = np.linalg.solve(C.detach().numpy(), mu.detach().numpy()).clip(0)
    p = torch.tensor(p / p.sum())
    return p, p / torch.where(q > 0, q, torch.inf)
