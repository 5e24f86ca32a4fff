import torch
from torch import Tensor


def lstm_step(X: Tensor, H: Tensor, C: Tensor, params: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
    """Take hidden state and memory cell of an LSTM one step further.

    X: (n, d) inputs; H, C: (n, h) hidden state and memory cell. params: W_xi, W_xf, W_xo, W_xc (d, h),
    W_hi, W_hf, W_ho, W_hc (h, h), b_i, b_f, b_o, b_c (h,). Returns the new H and the new C, (n, h) each.
    """

    ### BEGIN SOLUTION
    def pre_activation(gate: str) -> Tensor:
        return X @ params[f"W_x{gate}"] + H @ params[f"W_h{gate}"] + params[f"b_{gate}"]

    I = torch.sigmoid(pre_activation("i"))
    F = torch.sigmoid(pre_activation("f"))
    O = torch.sigmoid(pre_activation("o"))
    C_tilde = torch.tanh(pre_activation("c"))
    C_new = F * C + I * C_tilde
    H_new = O * torch.tanh(C_new)
    return H_new, C_new
    ### END SOLUTION
