import torch

from autograder.toolkit import assert_gradients, assert_pure, assert_same, hint, seeded


def lstm_case(n=3, d=3, h=4, dtype=torch.float64):
    """Return random X, H, C and parameters."""
    generator = seeded()

    def draw(*shape):
        return torch.randn(shape, generator=generator, dtype=dtype)

    params = {f"W_x{gate}": draw(d, h) for gate in "ifoc"} | {f"W_h{gate}": draw(h, h) for gate in "ifoc"}
    return draw(n, d), draw(n, h), draw(n, h), params | {f"b_{gate}": draw(h) for gate in "ifoc"}


def assert_states(got, H, C, **tolerances):
    """Compare a result of lstm_step with the new hidden state, result 1, and the new cell, result 2."""
    assert_same(got, (H, C), **tolerances)


@hint("Compare your formulas with the task line by line: which matrices, which function, which gate on which cell?")
def test_agrees_with_the_library_cell(answer):
    """With the same weights, lstm_step and PyTorch's own LSTM cell give the same two states."""
    X, H, C, params = lstm_case()
    cell = torch.nn.LSTMCell(3, 4, dtype=torch.float64)
    with torch.no_grad():
        cell.weight_ih.copy_(torch.cat([params[f"W_x{gate}"] for gate in "ifco"], 1).T)
        cell.weight_hh.copy_(torch.cat([params[f"W_h{gate}"] for gate in "ifco"], 1).T)
        cell.bias_ih.copy_(torch.cat([params[f"b_{gate}"] for gate in "ifco"]))
        cell.bias_hh.zero_()
        want = cell(X, (H, C))
    assert_states(answer.lstm_step(X, H, C, params), *want, rtol=1e-12, atol=1e-12)


def test_keeps_float32(answer):
    """float32 arguments give float32 states."""
    X, H, C, params = lstm_case(dtype=torch.float32)
    ingate, forget, out, candidate = (
        X @ params[f"W_x{gate}"] + H @ params[f"W_h{gate}"] + params[f"b_{gate}"] for gate in "ifoc"
    )
    cell = forget.sigmoid() * C + ingate.sigmoid() * candidate.tanh()
    assert_states(answer.lstm_step(X, H, C, params), out.sigmoid() * cell.tanh(), cell)


def hundred_steps(answer, X, H, C, params):
    """Return the last cell and its derivative with respect to the first (runs beside the student's code)."""
    first = C.clone().requires_grad_()
    C = first
    for _ in range(100):
        H, C = answer.lstm_step(X, H, C, params)
    gradient = torch.zeros_like(first)
    if C.requires_grad:
        (gradient,) = torch.autograd.grad(C.sum(), first, allow_unused=True, materialize_grads=True)
    return C.detach(), gradient


@hint("F multiplies the old cell, I the candidate: with F = 1 and I = 0 the new cell is the old one.")
def test_an_open_forget_gate_and_a_closed_input_gate_keep_the_cell(answer):
    """With b_f = 1000 and b_i = -1000 the cell is the same after 100 steps, and its derivative is exactly 1."""
    X, H, C, params = lstm_case(n=2, d=2, h=3, dtype=torch.float32)
    params["b_f"].fill_(1000.0)
    params["b_i"].fill_(-1000.0)
    last, gradient = answer.run(hundred_steps, X, H, C, params)
    worst = float((last - C).abs().max())
    assert worst == 0, (
        f"after 100 calls of lstm_step with F = 1 and I = 0 the cell has changed by {worst:.4g}; by 0 was expected"
    )
    worst = float((gradient - 1).abs().max())
    assert worst == 0, (
        f"after 100 calls of lstm_step with F = 1 and I = 0 the derivative of the last cell with respect to "
        f"the first differs from 1 by {worst:.4g}"
    )


@hint("The output gate decides what the hidden state shows; the cell does not pass through it.")
def test_a_closed_output_gate_hides_the_cell(answer):
    """With b_o = -1000 the hidden state is 0 while the cell goes on as before."""
    X, H, C, params = lstm_case()
    ingate, forget, candidate = (
        X @ params[f"W_x{gate}"] + H @ params[f"W_h{gate}"] + params[f"b_{gate}"] for gate in "ifc"
    )
    cell = forget.sigmoid() * C + ingate.sigmoid() * candidate.tanh()
    got = answer.lstm_step(X, H, C, params | {"b_o": torch.full((4,), -1000.0, dtype=torch.float64)})
    assert_states(got, torch.zeros(3, 4, dtype=torch.float64), cell)


@hint("The cell can grow beyond 1: squash the new cell with tanh before the output gate.")
def test_the_hidden_state_stays_below_one(answer):
    """However large the cell is, each entry of the hidden state lies between -1 and 1."""
    X, H, C, params = lstm_case()
    got = answer.lstm_step(X, H, 20 * torch.sign(C), params)
    fits = isinstance(got, tuple) and len(got) == 2 and isinstance(got[0], torch.Tensor)
    assert fits, "lstm_step returned something else than two tensors"
    largest = float(got[0].abs().max())
    assert largest < 1, (
        f"lstm_step returned a hidden state of size {largest:.4g} for a cell of size 20; below 1 was expected"
    )


@hint("Everything stays a tensor operation on the arguments: no detach, no item, no new tensor made from numbers.")
def test_gradients_match_central_differences(answer):
    """Gradients with respect to X, H, C and all parameters match central differences."""
    assert_gradients(answer.lstm_step, *lstm_case(n=2, d=2, h=2))


def saturated(answer, X, H, C, params):
    leaves = [tensor.clone().requires_grad_() for tensor in (X, H, C, *params.values())]
    result = answer.lstm_step(*leaves[:3], dict(zip(params, leaves[3:], strict=True)))
    gradients = torch.autograd.grad(
        result[0].sum() + result[1].sum(), leaves, allow_unused=True, materialize_grads=True
    )
    return [t.detach() for t in result], list(gradients)


@hint("exp(10000) is infinite and turns into nan in the gradient; torch.sigmoid is safe for every input.")
def test_saturated_gates_give_no_nan(answer):
    """Pre-activations of ±10⁴ give finite states and finite gradients."""
    X, H, C, params = lstm_case(dtype=torch.float32)
    for signs in ("++++", "----", "+-+-", "-+-+"):
        pushed = {
            f"b_{gate}": torch.full((4,), float(sign + "1e4")) for gate, sign in zip("ifoc", signs, strict=True)
        }
        values, gradients = answer.run(saturated, X, H, C, params | pushed)
        for what, tensors in (("a state", values), ("a gradient", gradients)):
            bad = any(not bool(torch.isfinite(tensor).all()) for tensor in tensors)
            assert not bad, f"lstm_step gave {what} that is nan or infinite for pre-activations of 1e4 in size"


@hint("F * C makes a new tensor, C *= F changes the caller's.")
def test_leaves_its_arguments_alone(answer):
    """X, H, C and all parameters are unchanged."""
    assert_pure(answer.lstm_step, *lstm_case())
