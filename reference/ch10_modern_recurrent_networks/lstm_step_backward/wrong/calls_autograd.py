"""Lets autograd find the derivatives instead of the chain rule by hand.

Fails: test_each_input_gets_a_derivative_of_its_shape
"""

import torch


def lstm_step_backward(grad_H, grad_C, X, H, C, params):
    inputs = {"X": X, "H": H, "C": C, **params}
    leaves = {key: value.detach().clone().requires_grad_() for key, value in inputs.items()}
    results = lstm_step(leaves["X"], leaves["H"], leaves["C"], {key: leaves[key] for key in params})
    return dict(zip(leaves, torch.autograd.grad(results, list(leaves.values()), (grad_H, grad_C))))
