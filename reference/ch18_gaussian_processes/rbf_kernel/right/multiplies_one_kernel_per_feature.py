"""Multiplies one-dimensional kernels, one per feature."""

from functools import reduce
from operator import mul

import torch
from torch import Tensor


def _one_dimension(p: Tensor, q: Tensor, ell) -> Tensor:
    return torch.exp(-((torch.subtract(p[:, None], q) / ell) ** 2) / 2)


def rbf_kernel(x1: Tensor, x2: Tensor, lengthscale: Tensor | float, amplitude: Tensor | float = 1.0) -> Tensor:
    x1, x2 = (x if x.ndim == 2 else x.unsqueeze(1) for x in (x1, x2))
    if x1.ndim != 2 or x2.ndim != 2 or x1.shape[1] != x2.shape[1]:
        raise ValueError("points do not fit")
    d = x1.shape[1]
    if isinstance(lengthscale, Tensor) and lengthscale.ndim > 0:
        if lengthscale.shape != (d,):
            raise ValueError("one length scale per feature")
        scales = list(lengthscale.to(x1.dtype))
    else:
        scales = [lengthscale] * d
    for scale in scales:
        if not scale > 0:
            raise ValueError("length scales are positive")
    factors = (_one_dimension(p, q, s) for p, q, s in zip(x1.unbind(1), x2.to(x1.dtype).unbind(1), scales))
    return (amplitude**2 * reduce(mul, factors)).to(x1.dtype)
