import torch

from autograder.toolkit import assert_gradients, assert_pure, assert_same, hint, seeded


def gru_case(n=3, d=3, h=4, dtype=torch.float64):
    """Return random X, H and parameters."""
    generator = seeded()

    def draw(*shape):
        return torch.randn(shape, generator=generator, dtype=dtype)

    params = {f"W_x{gate}": draw(d, h) for gate in "zrh"} | {f"W_h{gate}": draw(h, h) for gate in "zrh"}
    return draw(n, d), draw(n, h), params | {f"b_{gate}": draw(h) for gate in "zrh"}


def formula(X, H, params, reset_after=False):
    """Return Z, the candidate and the new state."""
    Z, R = ((X @ params[f"W_x{g}"] + H @ params[f"W_h{g}"] + params[f"b_{g}"]).sigmoid() for g in "zr")
    seen = R * (H @ params["W_hh"]) if reset_after else (R * H) @ params["W_hh"]
    H_tilde = torch.tanh(X @ params["W_xh"] + seen + params["b_h"])
    return Z, H_tilde, Z * H + (1 - Z) * H_tilde


def guesses(X, H, params, reset_after):
    """Return what well-known mistakes give."""
    Z, H_tilde, _ = formula(X, H, params, reset_after)
    R = (X @ params["W_xr"] + H @ params["W_hr"] + params["b_r"]).sigmoid()
    unseen = torch.tanh(X @ params["W_xh"] + H @ params["W_hh"] + params["b_h"])
    other = "after" if not reset_after else "before"
    return {
        "It looks as if Z and 1 - Z were exchanged: Z near 1 keeps the old state.": (1 - Z) * H + Z * H_tilde,
        f"It looks as if the reset gate acted {other} the product with W_hh, which is not what "
        f"reset_after={reset_after} says.": formula(X, H, params, not reset_after)[2],
        "It looks as if the candidate ignored the reset gate.": Z * H + (1 - Z) * unseen,
        "It looks as if the reset gate acted on the old state in the mixture: it acts inside the candidate only.": (
            Z * R * H + (1 - Z) * unseen
        ),
        "It looks as if the reset gate also acted on the old state in the mixture: it acts inside the candidate "
        "only.": Z * R * H + (1 - Z) * H_tilde,
    }


@hint("Compare your formulas with the task line by line: which matrix, which function, what is multiplied by R?")
def test_follows_the_formulas(answer):
    """The new state is that of the four formulas, in float64 to 1e-12."""
    X, H, params = gru_case()
    want = formula(X, H, params)[2]
    assert_same(answer.gru_step(X, H, params), want, rtol=1e-12, atol=1e-12, guesses=guesses(X, H, params, False))


@hint("With reset_after the reset gate multiplies the product H W_hh.")
def test_agrees_with_the_library_cell_with_reset_after(answer):
    """With reset_after=True and the same weights, gru_step and PyTorch's own GRU cell agree to 1e-12."""
    X, H, params = gru_case()
    cell = torch.nn.GRUCell(3, 4, dtype=torch.float64)
    with torch.no_grad():
        cell.weight_ih.copy_(torch.cat([params[f"W_x{gate}"] for gate in "rzh"], 1).T)
        cell.weight_hh.copy_(torch.cat([params[f"W_h{gate}"] for gate in "rzh"], 1).T)
        cell.bias_ih.copy_(torch.cat([params[f"b_{gate}"] for gate in "rzh"]))
        cell.bias_hh.zero_()
        want = cell(X, H)
    got = answer.gru_step(X, H, params, reset_after=True)
    assert_same(got, want, rtol=1e-12, atol=1e-12, guesses=guesses(X, H, params, True))


def test_keeps_float32(answer):
    """float32 arguments give a float32 state."""
    X, H, params = gru_case(dtype=torch.float32)
    assert_same(answer.gru_step(X, H, params), formula(X, H, params)[2], rtol=1e-4, atol=1e-5)


@hint("R stands before H wherever the candidate looks at it, and nowhere else.")
def test_a_closed_reset_gate_hides_the_state_from_the_candidate(answer):
    """With b_r = -1000 and b_z = -1000 the new state is the same for every old one, in both variants."""
    X, H, params = gru_case()
    closed = torch.full((4,), -1000.0, dtype=torch.float64)
    params |= {"b_r": closed, "b_z": closed}
    for reset_after in (False, True):
        one, other = (answer.gru_step(X, old, params, reset_after) for old in (H, 1 - H))
        assert_same(one, torch.tanh(X @ params["W_xh"] + params["b_h"]), rtol=1e-12, atol=1e-12)
        assert_same(other, one, rtol=1e-12, atol=1e-12)


def test_both_variants_agree_without_hidden_weights(answer):
    """With W_hh = 0 the two variants give the same state."""
    X, H, params = gru_case()
    params["W_hh"] = torch.zeros(4, 4, dtype=torch.float64)
    after = answer.gru_step(X, H, params, reset_after=True)
    assert_same(answer.gru_step(X, H, params), after, rtol=1e-12, atol=1e-12)
    assert_same(after, formula(X, H, params)[2], rtol=1e-12, atol=1e-12)


@hint("Z * H + (1 - Z) * H_tilde is a weighted mean, entry by entry: the two weights add up to 1.")
def test_lies_between_the_state_and_the_candidate(answer):
    """Each entry of the new state lies between the old state and the candidate."""
    X, H, params = gru_case(n=8)
    H_tilde = formula(X, H, params)[1]
    got = answer.gru_step(X, H, params)
    assert_same(got.shape, H.shape)
    beyond = float(torch.maximum(torch.minimum(H, H_tilde) - got, got - torch.maximum(H, H_tilde)).max())
    assert beyond <= 1e-9, (
        f"gru_step gave an entry that lies {beyond:.4g} outside the range from the old state to the candidate"
    )


@hint("Everything stays a tensor operation on the arguments: no detach, no item, no new tensor made from numbers.")
def test_gradients_match_central_differences(answer):
    """Gradients with respect to X, H and all parameters match central differences."""
    assert_gradients(answer.gru_step, *gru_case(n=2, d=2, h=3))


@hint("Differentiate both variants: the second one must not leave the graph either.")
def test_gradients_match_with_reset_after(answer):
    """With reset_after=True they match as well."""
    assert_gradients(answer.gru_step, *gru_case(n=2, d=2, h=3), reset_after=True)


@hint("R * H makes a new tensor, H *= R changes the caller's.")
def test_leaves_its_arguments_alone(answer):
    """X, H and all parameters are unchanged, in both variants."""
    for reset_after in (False, True):
        assert_pure(answer.gru_step, *gru_case(), reset_after=reset_after)
