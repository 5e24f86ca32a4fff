"""Lets a DataLoader shuffle, with the generator, and adds up the gradient over the examples of a minibatch."""

import torch
from torch.utils.data import DataLoader, RandomSampler, TensorDataset


def train_softmax_scratch(x, y, x_val, y_val, num_classes, lr, num_epochs, batch_size, generator):
    if lr <= 0 or batch_size <= 0:
        raise ValueError("lr or batch_size")
    data = TensorDataset(x, y)
    loader = DataLoader(data, batch_size, sampler=RandomSampler(data, generator=generator), generator=generator)
    W, b = torch.zeros(x.shape[1], num_classes).to(x), torch.zeros(num_classes).to(x)
    history = []
    for _ in range(num_epochs):
        for images, labels in loader:
            P = softmax(images @ W + b)
            P[torch.arange(len(labels)), labels] -= 1
            W = W - lr * torch.einsum("nd,nk->dk", images, P) / len(labels)
            b = b - lr * P.mean(0)
        history.append(float(((x_val @ W + b).argmax(1) == y_val).double().mean()))
    return W, b, history
