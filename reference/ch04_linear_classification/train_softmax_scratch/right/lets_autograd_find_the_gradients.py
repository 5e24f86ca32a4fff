"""Updates by hand with the gradients of autograd, on the mean of the loss from logits."""

import torch


def train_softmax_scratch(x, y, x_val, y_val, num_classes, lr, num_epochs, batch_size, generator):
    if not lr > 0 or batch_size < 1:
        raise ValueError("lr or batch_size")
    W = torch.zeros(x.shape[1], num_classes, dtype=x.dtype, requires_grad=True)
    b = torch.zeros(num_classes, dtype=x.dtype, requires_grad=True)
    history = []
    for epoch in range(num_epochs):
        order = torch.randperm(x.shape[0], generator=generator)
        for start in range(0, x.shape[0], batch_size):
            rows = order[start : start + batch_size]
            loss = cross_entropy_from_logits(x[rows] @ W + b, y[rows])
            loss.backward()
            with torch.no_grad():
                for parameter in (W, b):
                    parameter -= lr * parameter.grad
                    parameter.grad = None
        with torch.no_grad():
            history.append(classification_accuracy(x_val @ W + b, y_val))
    return W.detach(), b.detach(), history
