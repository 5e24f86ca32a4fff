import torch
from torch import Tensor


def lstm_step_backward(
    grad_H: Tensor, grad_C: Tensor, X: Tensor, H: Tensor, C: Tensor, params: dict[str, Tensor]
) -> dict[str, Tensor]:
    """Return the derivatives of a scalar with respect to all inputs of lstm_step.

    grad_H, grad_C: (n, h) derivatives with respect to its two results. X: (n, d), H, C: (n, h) and params:
    the arguments of lstm_step. Returns a dict with 'X', 'H', 'C' and the keys of params, shaped like them.
    """
    ### BEGIN SOLUTION
    Z = {gate: X @ params[f"W_x{gate}"] + H @ params[f"W_h{gate}"] + params[f"b_{gate}"] for gate in "ifoc"}
    I, F, O, C_tilde = Z["i"].sigmoid(), Z["f"].sigmoid(), Z["o"].sigmoid(), Z["c"].tanh()
    tanh_C = torch.tanh(F * C + I * C_tilde)

    dC = grad_C + grad_H * O * (1 - tanh_C**2)
    D = {
        "i": dC * C_tilde * I * (1 - I),
        "f": dC * C * F * (1 - F),
        "o": grad_H * tanh_C * O * (1 - O),
        "c": dC * I * (1 - C_tilde**2),
    }

    grads = {
        "X": sum(D[gate] @ params[f"W_x{gate}"].T for gate in D),
        "H": sum(D[gate] @ params[f"W_h{gate}"].T for gate in D),
        "C": dC * F,
    }
    for gate in D:
        grads |= {f"W_x{gate}": X.T @ D[gate], f"W_h{gate}": H.T @ D[gate], f"b_{gate}": D[gate].sum(0)}
    return grads
    ### END SOLUTION
