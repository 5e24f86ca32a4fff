import torch
from torch import Tensor


def gru_step(X: Tensor, H: Tensor, params: dict[str, Tensor], reset_after: bool = False) -> Tensor:
    """Take the hidden state of a GRU one step further.

    X: (n, d) inputs; H: (n, h) hidden state. params: W_xz, W_xr, W_xh (d, h), W_hz, W_hr, W_hh (h, h), b_z, b_r,
    b_h (h,). reset_after: the reset gate acts after the product with W_hh, not before. Returns the new H, (n, h).
    """

    ### BEGIN SOLUTION
    def gate(name: str) -> Tensor:
        return torch.sigmoid(X @ params[f"W_x{name}"] + H @ params[f"W_h{name}"] + params[f"b_{name}"])

    Z, R = gate("z"), gate("r")
    memory = R * (H @ params["W_hh"]) if reset_after else (R * H) @ params["W_hh"]
    H_tilde = torch.tanh(X @ params["W_xh"] + memory + params["b_h"])
    return Z * H + (1 - Z) * H_tilde
    ### END SOLUTION
