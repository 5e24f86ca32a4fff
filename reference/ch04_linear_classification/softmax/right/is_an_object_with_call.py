"""Makes softmax an object with __call__ that moves the axis to the end and broadcasts."""

import torch
from torch import Tensor


class _Softmax:
    def __call__(self, logits: Tensor, dim: int = -1) -> Tensor:
        last = logits.transpose(dim, -1)
        weights = torch.exp(last - last.amax(-1, keepdim=True))
        return torch.div(weights, torch.einsum("...j->...", weights).unsqueeze(-1)).transpose(dim, -1)


softmax = _Softmax()
