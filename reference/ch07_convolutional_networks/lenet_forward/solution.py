from collections.abc import Sequence

import torch
from torch import Tensor


def lenet_forward(X: Tensor, params: Sequence[Tensor]) -> Tensor:
    """Return LeNet's logits from conv2d, pool2d and matrix products.

    X: (n, 1, 28, 28); params: W1 (6, 1, 5, 5), b1, W2 (16, 6, 5, 5), b2, W3 (120, 400), b3, W4 (84, 120), b4,
    W5 (C, 84), b5. Returns (n, C), dtype of X, differentiable in X and all params.
    """
    ### BEGIN SOLUTION
    W1, b1, W2, b2, W3, b3, W4, b4, W5, b5 = params
    H = pool2d(torch.sigmoid(conv2d(X, W1, b1, padding=(2, 2))), (2, 2), "avg")  # (n, 6, 14, 14)
    H = pool2d(torch.sigmoid(conv2d(H, W2, b2)), (2, 2), "avg")  # (n, 16, 5, 5)
    H = torch.sigmoid(H.flatten(1) @ W3.T + b3)
    H = torch.sigmoid(H @ W4.T + b4)
    return H @ W5.T + b5
    ### END SOLUTION
