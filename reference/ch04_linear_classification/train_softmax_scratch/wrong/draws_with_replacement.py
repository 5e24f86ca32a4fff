"""Draws examples with replacement: some are visited twice in an epoch and some never.

Fails: test_every_epoch_visits_each_example_once
"""

import torch


def train_softmax_scratch(x, y, x_val, y_val, num_classes, lr, num_epochs, batch_size, generator):
    if lr <= 0 or batch_size < 1:
        raise ValueError("lr or batch_size")
    W, b = x.new_zeros(x.shape[1], num_classes), x.new_zeros(num_classes)
    val_accuracy = []
    for _ in range(num_epochs):
        for batch in torch.randint(len(x), (len(x),), generator=generator).split(batch_size):
            G = softmax_cross_entropy_grad(x[batch] @ W + b, y[batch])
            W -= lr * x[batch].T @ G
            b -= lr * G.sum(0)
        val_accuracy.append(classification_accuracy(x_val @ W + b, y_val))
    return W, b, val_accuracy
