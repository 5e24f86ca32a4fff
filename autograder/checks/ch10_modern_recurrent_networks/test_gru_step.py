import torch

from autograder.toolkit import assert_same, hint, seeded


def gru_params(d, h, generator=None):
    """Return the parameters of a GRU, zeros or drawn from a generator."""
    shapes = {f"W_x{gate}": (d, h) for gate in "zrh"} | {f"W_h{gate}": (h, h) for gate in "zrh"}
    shapes |= {f"b_{gate}": (h,) for gate in "zrh"}
    if generator is None:
        return {key: torch.zeros(shape) for key, shape in shapes.items()}
    return {key: torch.randn(shape, generator=generator) for key, shape in shapes.items()}


@hint("With parameters 0 the candidate is tanh(0) = 0 and Z is 1/2, so half of the old state stays.")
def test_parameters_of_zero_halve_the_state(answer):
    """With all parameters 0 the state (2, -4, 1) becomes (1, -2, 1/2)."""
    got = answer.gru_step(torch.ones(1, 2), torch.tensor([[2.0, -4.0, 1.0]]), gru_params(2, 3))
    assert_same(got, torch.tensor([[1.0, -2.0, 0.5]]))


@hint("The new state is Z * H + (1 - Z) * H_tilde: Z near 1 keeps the old one.")
def test_an_open_update_gate_keeps_the_state(answer):
    """With b_z = 1000 a batch of three states of four units comes out as it went in."""
    generator = seeded()
    X, H = torch.randn(3, 5, generator=generator), torch.randn(3, 4, generator=generator)
    params = gru_params(5, 4, generator) | {"b_z": torch.full((4,), 1000.0)}
    assert_same(answer.gru_step(X, H, params), H)


@hint("Without W_hh the candidate is tanh(X W_xh + b_h); with Z = 0 it is all that comes out.")
def test_a_closed_update_gate_takes_the_candidate(answer):
    """With b_z = -1000 and W_hh = 0 the new state is tanh(X W_xh + b_h)."""
    generator = seeded()
    X, H = torch.randn(3, 5, generator=generator), torch.randn(3, 4, generator=generator)
    params = gru_params(5, 4, generator) | {"b_z": torch.full((4,), -1000.0), "W_hh": torch.zeros(4, 4)}
    plain = X @ params["W_xh"] + params["b_h"]
    squashed = {"It looks as if the candidate was squashed with sigmoid: it takes tanh.": plain.sigmoid()}
    assert_same(answer.gru_step(X, H, params), plain.tanh(), rtol=1e-5, atol=1e-5, guesses=squashed)
