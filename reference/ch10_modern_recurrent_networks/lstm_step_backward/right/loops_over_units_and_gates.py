"""Loops over hidden units and gates, so that all intermediate results are columns."""

import torch


def lstm_step_backward(grad_H, grad_C, X, H, C, params):
    n, h = H.shape
    grads = {key: torch.zeros_like(value) for key, value in {"X": X, "H": H, "C": C, **params}.items()}
    for j in range(h):
        z = {}
        for g in "ifoc":
            z[g] = X @ params["W_x" + g][:, j] + H @ params["W_h" + g][:, j] + params["b_" + g][j]
        i, f, o, c = torch.sigmoid(z["i"]), torch.sigmoid(z["f"]), torch.sigmoid(z["o"]), torch.tanh(z["c"])
        t = torch.tanh(f * C[:, j] + i * c)
        dC = grad_C[:, j] + grad_H[:, j] * o * (1 - t**2)
        grads["C"][:, j] = dC * f
        delta = {
            "i": dC * c * i * (1 - i),
            "f": dC * C[:, j] * f * (1 - f),
            "o": grad_H[:, j] * t * o * (1 - o),
            "c": dC * i * (1 - c**2),
        }
        for g in "ifoc":
            grads["W_x" + g][:, j] = X.T @ delta[g]
            grads["W_h" + g][:, j] = H.T @ delta[g]
            grads["b_" + g][j] = delta[g].sum()
            grads["X"] += torch.outer(delta[g], params["W_x" + g][:, j])
            grads["H"] += torch.outer(delta[g], params["W_h" + g][:, j])
    return grads
