import math

import torch

from autograder.toolkit import assert_same, hint, seeded


def lstm_params(d, h, generator=None, dtype=torch.float32):
    """Return the parameters of an LSTM, zeros or drawn from a generator."""
    shapes = {f"W_x{gate}": (d, h) for gate in "ifoc"} | {f"W_h{gate}": (h, h) for gate in "ifoc"}
    shapes |= {f"b_{gate}": (h,) for gate in "ifoc"}
    if generator is None:
        return {key: torch.zeros(shape, dtype=dtype) for key, shape in shapes.items()}
    return {key: torch.randn(shape, generator=generator, dtype=dtype) for key, shape in shapes.items()}


def assert_states(got, H, C, **tolerances):
    """Compare a result of lstm_step with the new hidden state, result 1, and the new cell, result 2."""
    assert_same(got, (H, C), **tolerances)


@hint("With parameters 0 the candidate is tanh(0) = 0 and each gate sigmoid(0) = 1/2; H is O * tanh(C_new).")
def test_parameters_of_zero_halve_the_cell(answer):
    """With all parameters 0 and C = 2 the new cell is 1 and the new hidden state tanh(1) / 2."""
    got = answer.lstm_step(torch.ones(1, 2), torch.ones(1, 3), torch.full((1, 3), 2.0), lstm_params(2, 3))
    assert_states(got, H=torch.full((1, 3), math.tanh(1) / 2), C=torch.ones(1, 3))


@hint("Return the tuple (H_new, C_new); both have a row per example and a column per hidden unit.")
def test_both_results_have_a_row_per_example(answer):
    """Five inputs and four hidden units turn a batch of three into two tensors of shape (3, 4)."""
    generator = seeded()
    X, H, C = (torch.randn(3, width, generator=generator) for width in (5, 4, 4))
    got = answer.lstm_step(X, H, C, lstm_params(5, 4, generator))
    assert isinstance(got, tuple), f"lstm_step returned a {type(got).__name__}; a tuple of two tensors was expected"
    shapes = [tuple(t.shape) if isinstance(t, torch.Tensor) else type(t).__name__ for t in got]
    assert shapes == [(3, 4), (3, 4)], f"lstm_step returned {shapes}; two tensors of shape (3, 4) were expected"
