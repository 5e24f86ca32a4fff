import math

import torch

from autograder.toolkit import assert_same, hint, seeded


def one_step(answer, params, X, H, C):
    """Return the two states after one step of the library's LSTM (runs beside the student's code)."""
    _, (H, C) = answer.lstm_to_library(params)(X[:, None], (H[None], C[None]))
    return H[0].detach(), C[0].detach()


@hint("The four blocks stand in the order input, forget, candidate, output, and the second bias is 0.")
def test_takes_one_step_like_lstm_step(answer):
    """With gates I = 1/2, F = 1, O = 3/4 and candidate 1, a cell of 2 becomes 5/2 and H is 3/4 of its tanh."""
    params = {f"W_{kind}{gate}": torch.zeros(2 if kind == "x" else 3, 3) for kind in "xh" for gate in "ifoc"}
    biases = {"i": 0.0, "f": 100.0, "o": math.log(3), "c": 100.0}
    params |= {f"b_{gate}": torch.full((3,), value) for gate, value in biases.items()}
    got = answer.run(one_step, params, torch.ones(1, 2), torch.ones(1, 3), torch.full((1, 3), 2.0))
    assert_same(got, (torch.full((1, 3), 0.75 * math.tanh(2.5)), torch.full((1, 3), 2.5)))


def shapes(answer, params):
    """Return the shapes of all parameters by name (runs beside the student's code)."""
    return {name: list(value.shape) for name, value in answer.lstm_to_library(params).named_parameters()}


@hint("nn.LSTM(d, h, batch_first=True) has these shapes from the start: fill its parameters, do not replace them.")
def test_has_the_four_parameters_of_the_library(answer):
    """For 5 inputs and 3 units weight_ih_l0 is (12, 5), weight_hh_l0 (12, 3), and both biases are (12,)."""
    generator = seeded()
    params = {f"W_x{gate}": torch.randn(5, 3, generator=generator) for gate in "ifoc"}
    params |= {f"W_h{gate}": torch.randn(3, 3, generator=generator) for gate in "ifoc"}
    params |= {f"b_{gate}": torch.randn(3, generator=generator) for gate in "ifoc"}
    got = answer.run(shapes, params)
    want = {"weight_ih_l0": [12, 5], "weight_hh_l0": [12, 3], "bias_ih_l0": [12], "bias_hh_l0": [12]}
    assert got == want, f"the parameters of lstm_to_library(params) are {got}; {want} was expected"
