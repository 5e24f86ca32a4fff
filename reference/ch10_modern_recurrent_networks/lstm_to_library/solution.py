import torch
from torch import Tensor, nn


def lstm_to_library(params: dict[str, Tensor]) -> nn.LSTM:
    """Return the library's LSTM that computes what repeated lstm_step computes.

    params: W_xi, W_xf, W_xo, W_xc (d, h), W_hi, W_hf, W_ho, W_hc (h, h), b_i, b_f, b_o, b_c (h,). The result has
    one layer, batch_first=True, and the dtype of params; its parameters are copies that require gradients.
    """

    ### BEGIN SOLUTION
    def side_by_side(kind: str) -> Tensor:
        return torch.cat([params[kind + gate] for gate in "ifco"], dim=-1)

    d, h = params["W_xi"].shape
    lstm = nn.LSTM(d, h, batch_first=True).to(params["W_xi"])
    with torch.no_grad():
        lstm.weight_ih_l0.copy_(side_by_side("W_x").T)
        lstm.weight_hh_l0.copy_(side_by_side("W_h").T)
        lstm.bias_ih_l0.copy_(side_by_side("b_"))
        lstm.bias_hh_l0.zero_()
    return lstm
    ### END SOLUTION
