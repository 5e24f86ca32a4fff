"""Returns parameters that still require gradients.

Fails: test_results_carry_no_graph
"""

import torch


def train_softmax_scratch(x, y, x_val, y_val, num_classes, lr, num_epochs, batch_size, generator):
    if lr <= 0 or batch_size < 1:
        raise ValueError("lr or batch_size")
    W = torch.zeros(x.shape[1], num_classes, dtype=x.dtype, requires_grad=True)
    b = torch.zeros(num_classes, dtype=x.dtype, requires_grad=True)
    val_accuracy = []
    for _ in range(num_epochs):
        for batch in torch.randperm(len(x), generator=generator).split(batch_size):
            loss = cross_entropy_from_logits(x[batch] @ W + b, y[batch])
            loss.backward()
            with torch.no_grad():
                W -= lr * W.grad
                b -= lr * b.grad
            W.grad = b.grad = None
        val_accuracy.append(classification_accuracy(x_val @ W + b, y_val))
    return W, b, val_accuracy
