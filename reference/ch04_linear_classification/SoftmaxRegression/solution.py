import torch.nn.functional as F
from torch import Tensor, nn


class SoftmaxRegression(nn.Module):
    """One affine function per class, from the library's layers: a weight (num_outputs, num_inputs) and a bias."""

    def __init__(self, num_inputs: int, num_outputs: int) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_outputs))
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """Return the logits (n, num_outputs) of x (n, ...)."""
        ### BEGIN SOLUTION
        return self.net(x)
        ### END SOLUTION

    def loss(self, logits: Tensor, labels: Tensor) -> Tensor:
        """Return the mean cross-entropy of logits (n, num_outputs) and labels (n,), a scalar."""
        ### BEGIN SOLUTION
        return F.cross_entropy(logits, labels)
        ### END SOLUTION
