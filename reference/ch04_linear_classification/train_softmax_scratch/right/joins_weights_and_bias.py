"""Appends a column of ones to x, so that the bias is one more row of the weights."""

import torch


def train_softmax_scratch(x, y, x_val, y_val, num_classes, lr, num_epochs, batch_size, generator):
    if lr <= 0 or batch_size < 1:
        raise ValueError("lr or batch_size")
    rows = torch.cat([x, torch.ones_like(x[:, :1])], dim=1)
    val_rows = torch.cat([x_val, torch.ones_like(x_val[:, :1])], dim=1)
    targets = torch.eye(num_classes, dtype=x.dtype)[y]
    parameters = torch.zeros(rows.shape[1], num_classes, dtype=x.dtype)
    history = []
    for _ in range(num_epochs):
        keys = torch.rand(len(rows), generator=generator, dtype=torch.float64)
        for batch in keys.argsort().split(batch_size):
            error = torch.softmax(rows[batch] @ parameters, dim=1) - targets[batch]
            parameters = parameters - lr * rows[batch].T @ error / len(batch)
        right = torch.argmax(val_rows @ parameters, dim=1) == y_val
        history.append(right.sum().item() / len(y_val))
    return parameters[:-1], parameters[-1], history
