"""Takes the block of the precision matrix that belongs to the unobserved entries, and solves with it."""

import torch


def condition_gaussian(mean, cov, observed, values):
    if mean.dim() != 1 or cov.dim() != 2 or observed.dim() != 1:
        raise ValueError("axes")
    n = len(mean)
    if tuple(cov.shape) != (n, n) or tuple(values.shape) != tuple(observed.shape):
        raise ValueError("shapes")
    if any(i < 0 or i >= n for i in observed.tolist()) or len(observed.unique()) < len(observed):
        raise ValueError("indices")
    rest = [i for i in range(n) if i not in set(observed.tolist())]
    eye = torch.eye(n, dtype=cov.dtype, device=cov.device)
    precision = torch.linalg.solve(cov, eye)
    block = precision[rest][:, rest]
    shift = torch.linalg.solve(block, precision[rest][:, observed] @ (values - mean[observed]))
    return mean[rest] - shift, torch.linalg.solve(block, eye[rest][:, rest])
