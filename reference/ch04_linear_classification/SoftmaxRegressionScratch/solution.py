import torch
from torch import Tensor


class SoftmaxRegressionScratch:
    """One affine function per class, with its parameters W (num_inputs, num_outputs) and b (num_outputs,).

    W starts normal with mean 0 and standard deviation sigma, b at 0; both are float32 leaves requiring gradients.
    """

    def __init__(
        self, num_inputs: int, num_outputs: int, sigma: float = 0.01, generator: torch.Generator | None = None
    ) -> None:
        ### BEGIN SOLUTION
        self.W = torch.normal(0.0, sigma, (num_inputs, num_outputs), generator=generator).requires_grad_()
        self.b = torch.zeros(num_outputs, requires_grad=True)
        ### END SOLUTION

    def __call__(self, x: Tensor) -> Tensor:
        """Return forward(x)."""
        return self.forward(x)

    def forward(self, x: Tensor) -> Tensor:
        """Return the logits (n, num_outputs) of x (n, ...); raise ValueError for a wrong number of inputs."""
        ### BEGIN SOLUTION
        X = x.flatten(1)
        if X.shape[1] != len(self.W):
            raise ValueError(f"an example has {X.shape[1]} numbers, not {len(self.W)}")
        return X @ self.W + self.b
        ### END SOLUTION

    def predict(self, x: Tensor) -> Tensor:
        """Return the class with the largest logit for each example, (n,), int64."""
        ### BEGIN SOLUTION
        return self(x).argmax(dim=1)
        ### END SOLUTION

    def parameters(self) -> list[Tensor]:
        """Return [W, b]."""
        ### BEGIN SOLUTION
        return [self.W, self.b]
        ### END SOLUTION
