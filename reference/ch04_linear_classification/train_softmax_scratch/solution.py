import torch
from torch import Tensor


def train_softmax_scratch(
    x: Tensor,
    y: Tensor,
    x_val: Tensor,
    y_val: Tensor,
    num_classes: int,
    lr: float,
    num_epochs: int,
    batch_size: int,
    generator: torch.Generator,
) -> tuple[Tensor, Tensor, list[float]]:
    """Train softmax regression from zero by minibatch stochastic gradient descent.

    x: (n, d), floating. y: (n,), int64. Returns W (d, num_classes) and b (num_classes,) in the dtype of x, and the
    validation accuracy after each epoch. Raises ValueError for lr <= 0 and batch_size < 1.
    """
    ### BEGIN SOLUTION
    if lr <= 0 or batch_size < 1:
        raise ValueError(f"a step needs lr > 0 and batch_size >= 1, not {lr} and {batch_size}")
    W, b = x.new_zeros(x.shape[1], num_classes), x.new_zeros(num_classes)
    val_accuracy = []
    for _ in range(num_epochs):
        for batch in torch.randperm(len(x), generator=generator).split(batch_size):
            G = softmax_cross_entropy_grad(x[batch] @ W + b, y[batch])
            W -= lr * x[batch].T @ G
            b -= lr * G.sum(0)
        val_accuracy.append(classification_accuracy(x_val @ W + b, y_val))
    return W, b, val_accuracy
    ### END SOLUTION
