import math

import torch

from autograder.toolkit import assert_same, hint, seeded


def shapes_of(n, d, h):
    """Return the shapes of all inputs of an LSTM step."""
    shapes = {"X": (n, d), "H": (n, h), "C": (n, h)}
    shapes |= {f"W_x{gate}": (d, h) for gate in "ifoc"} | {f"W_h{gate}": (h, h) for gate in "ifoc"}
    return shapes | {f"b_{gate}": (h,) for gate in "ifoc"}


@hint("C_new = F * C: the derivative for C is F = 1/2, the one for b_f is the old C times F (1 - F) = 2 * 1/4.")
def test_a_gradient_at_the_cell_reaches_the_old_cell_and_the_forget_gate(answer):
    """With all parameters 0, C = 2 and grad_C = 1 the derivative is 0.5 for C and 0.5 for b_f."""
    params = {key: torch.zeros(shape) for key, shape in shapes_of(1, 1, 1).items() if key not in "XHC"}
    zero = torch.zeros(1, 1)
    got = answer.lstm_step_backward(zero, torch.ones(1, 1), zero, zero, torch.tensor([[2.0]]), params)
    assert isinstance(got, dict), f"lstm_step_backward returned a {type(got).__name__}; a dict was expected"
    half = torch.tensor([[0.5]])
    assert_same(got.get("C"), half, saying="{got} as derivative for C; {want} was expected")
    assert_same(got.get("b_f"), half[0], saying="{got} as derivative for b_f; {want} was expected")


@hint(
    "H_new = O * tanh(C_new) depends on C_new, too: what comes back on this way joins grad_C. Here tanh'(1) = 0.42."
)
def test_a_gradient_at_the_hidden_state_reaches_the_old_cell_and_the_output_gate(answer):
    """With all parameters 0, C = 2, grad_H = 1 and grad_C = 0 the derivative is 0.105 for C and 0.190 for b_o."""
    params = {key: torch.zeros(shape) for key, shape in shapes_of(1, 1, 1).items() if key not in "XHC"}
    zero = torch.zeros(1, 1)
    got = answer.lstm_step_backward(torch.ones(1, 1), zero, zero, zero, torch.tensor([[2.0]]), params)
    assert isinstance(got, dict), f"lstm_step_backward returned a {type(got).__name__}; a dict was expected"
    old_cell, output_gate = torch.tensor([[0.25 / math.cosh(1) ** 2]]), torch.tensor([0.25 * math.tanh(1)])
    assert_same(got.get("C"), old_cell, saying="{got} as derivative for C; {want} was expected")
    assert_same(got.get("b_o"), output_gate, saying="{got} as derivative for b_o; {want} was expected")


@hint(
    "The keys are 'X', 'H', 'C' and those of params; a derivative has the shape of what it is the derivative for."
)
def test_each_input_gets_a_derivative_of_its_shape(answer):
    """The result has fifteen entries with the keys and shapes of the inputs."""
    generator, want = seeded(), shapes_of(3, 5, 4)
    inputs = {key: torch.randn(shape, generator=generator) for key, shape in want.items()}
    X, H, C = (inputs.pop(key) for key in "XHC")
    got = answer.lstm_step_backward(torch.ones(3, 4), torch.ones(3, 4), X, H, C, inputs)
    assert isinstance(got, dict), f"lstm_step_backward returned a {type(got).__name__}; a dict was expected"
    shapes = {key: tuple(t.shape) if isinstance(t, torch.Tensor) else type(t).__name__ for key, t in got.items()}
    assert_same(shapes, want)
