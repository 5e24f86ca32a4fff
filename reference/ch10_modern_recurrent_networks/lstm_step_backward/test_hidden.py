import torch

from autograder.toolkit import assert_is_gradient, assert_pure, assert_same, assert_vectorised, hint, seeded


def backward_case(n=3, d=3, h=2, dtype=torch.float64):
    """Return random grad_H, grad_C, X, H, C and parameters."""
    generator = seeded()

    def draw(*shape):
        return torch.randn(shape, generator=generator, dtype=dtype)

    params = {f"W_x{gate}": draw(d, h) for gate in "ifoc"} | {f"W_h{gate}": draw(h, h) for gate in "ifoc"}
    params |= {f"b_{gate}": draw(h) for gate in "ifoc"}
    return draw(n, h), draw(n, h), draw(n, d), draw(n, h), draw(n, h), params


def library_step(X, H, C, **params):
    """Take the step with PyTorch's own cell, which stacks its gates in the order i, f, c, o."""
    W_x, W_h, b = (torch.cat([params[kind + gate] for gate in "ifco"], -1) for kind in ("W_x", "W_h", "b_"))
    return torch.lstm_cell(X, (H, C), W_x.T, W_h.T, b, torch.zeros_like(b))


def assert_derivatives(got, grad_H, grad_C, X, H, C, params):
    """Compare a result with central differences of the weighted sum of both states."""

    def weighted_sum(**inputs):
        H_new, C_new = library_step(**inputs)
        return (grad_H * H_new).sum() + (grad_C * C_new).sum()

    inputs = {"X": X, "H": H, "C": C, **params}
    assert isinstance(got, dict), f"lstm_step_backward returned a {type(got).__name__}; a dict was expected"
    missing = [key for key in inputs if key not in got]
    assert not missing, f"lstm_step_backward returned a dict without {missing[:1]}"
    # Biases first: a mistake in one gate shows there alone, and in X and H through every weight.
    keys = [*(f"b_{gate}" for gate in "ofic"), "C", *(key for key in params if "W" in key), "H", "X"]
    assert_is_gradient({key: got[key] for key in keys}, of=weighted_sum, at=inputs)


@hint("Go stage by stage: hidden state, new cell, gates, sums inside. X and H enter all four sums: add four terms.")
def test_all_fifteen_match_central_differences(answer):
    """All fifteen derivatives match central differences of a weighted sum of both results."""
    case = backward_case()
    assert_derivatives(answer.lstm_step_backward(*case), *case)


@hint("H depends on the new C through tanh: with t = tanh(C_new), add grad_H * O * (1 - t**2) to grad_C.")
def test_a_gradient_that_arrives_at_the_hidden_state_alone_is_right(answer):
    """With grad_C = 0 the derivatives match central differences."""
    grad_H, grad_C, *rest = backward_case()
    case = (grad_H, torch.zeros_like(grad_C), *rest)
    assert_derivatives(answer.lstm_step_backward(*case), *case)


@hint("C_new = F * C + I * C_tilde: the factor of F is the old cell, the factor of I the candidate.")
def test_a_gradient_that_arrives_at_the_cell_alone_is_right(answer):
    """With grad_H = 0 the derivatives match central differences."""
    grad_H, grad_C, *rest = backward_case()
    case = (torch.zeros_like(grad_H), grad_C, *rest)
    assert_derivatives(answer.lstm_step_backward(*case), *case)


def chain(answer, grad_H, grad_C, X, states, params):
    """Go back through all steps; return what each call gave (runs beside the student's code)."""
    found = []
    for t in reversed(range(len(X))):
        got = answer.lstm_step_backward(grad_H, grad_C, X[t], *states[t], params)
        found.append(got)
        if not isinstance(got, dict) or not all(isinstance(got.get(key), torch.Tensor) for key in "HC"):
            break
        grad_H, grad_C = got["H"], got["C"]
    return found


@hint("grad_C is what arrives from later steps: it adds to what comes through H, and leaves the step times F.")
def test_four_steps_make_backpropagation_through_time(answer):
    """Four steps chained backwards give the derivatives of the whole sequence."""
    grad_H, grad_C, _, H, C, params = backward_case()
    X = torch.randn(4, 3, 3, generator=seeded(), dtype=torch.float64)
    leaves = {key: value.clone().requires_grad_() for key, value in {"X": X, "H": H, "C": C, **params}.items()}
    states = [(leaves["H"], leaves["C"])]
    for x in leaves["X"]:
        states.append(library_step(x, *states[-1], **{key: leaves[key] for key in params}))
    ((grad_H * states[-1][0]).sum() + (grad_C * states[-1][1]).sum()).backward()

    states = [tuple(state.detach() for state in pair) for pair in states[:4]]
    found = answer.run(chain, grad_H, grad_C, X, states, params)
    for got in found:
        assert isinstance(got, dict), f"lstm_step_backward returned a {type(got).__name__}; a dict was expected"
        for key, like in {"X": X[0], "H": H, "C": C, **params}.items():
            fits = isinstance(got.get(key), torch.Tensor) and got[key].shape == like.shape
            assert fits, f"lstm_step_backward gave no derivative of shape {tuple(like.shape)} for {key}"
    for key, name in (("C", "memory cell"), ("H", "hidden state")):
        saying = f"{{got}} for the first {name} {key}, four steps back; {{want}} was expected"
        assert_same(found[-1][key], leaves[key].grad, saying=saying)
    for key in params:
        saying = f"four derivatives for {key} that add up to {{got}}; {{want}} was expected"
        assert_same(sum(got[key] for got in found), leaves[key].grad, saying=saying)
    for t, got in enumerate(reversed(found)):
        saying = f"{{got}} as a derivative for X in step {t + 1} of four; {{want}} was expected"
        assert_same(got["X"], leaves["X"].grad[t], saying=saying)


@hint("Each row used the same weights and biases: sum over the rows, no mean.")
def test_derivatives_for_parameters_add_over_the_batch(answer):
    """Rows keep their own derivatives for X, H and C; those for parameters are the sum over the rows."""
    *tensors, params = backward_case()
    rows = [answer.lstm_step_backward(*(tensor[i : i + 1] for tensor in tensors), params) for i in range(3)]
    got = answer.lstm_step_backward(*tensors, params)
    assert all(isinstance(result, dict) for result in (got, *rows)), "a dict was expected"
    for key in ("X", "H", "C", *params):
        parts = [row.get(key) for row in rows]
        assert all(isinstance(part, torch.Tensor) for part in parts), f"no derivative for {key}"
        want = torch.cat(parts) if key in "XHC" else sum(parts)
        saying = f"{{got}} as an entry of the derivative for {key}; the three rows alone give {{want}}"
        assert_same(got.get(key), want, saying=saying)


@hint("Make new tensors in the dtype of the arguments: torch.zeros_like(H), H.new_zeros(...), no .double().")
def test_keeps_float32(answer):
    """float32 arguments give float32 derivatives."""
    case = backward_case(dtype=torch.float32)
    got = answer.lstm_step_backward(*case)
    assert isinstance(got, dict), f"lstm_step_backward returned a {type(got).__name__}; a dict was expected"
    kinds = {str(getattr(value, "dtype", type(value).__name__)).removeprefix("torch.") for value in got.values()}
    assert kinds == {"float32"}, f"lstm_step_backward gave derivatives of {', '.join(sorted(kinds))} for float32"


@hint("X.T @ D adds over the rows of the batch by itself.")
def test_takes_no_more_operations_for_a_larger_batch(answer):
    """The number of tensor operations does not grow with the batch."""
    assert_vectorised(
        answer.lstm_step_backward, small=backward_case(n=2), large=backward_case(n=16), over="the batch"
    )


@hint("grad_C = grad_C + ... makes a new tensor, grad_C += ... changes the caller's.")
def test_leaves_its_arguments_alone(answer):
    """All arguments are unchanged."""
    assert_pure(answer.lstm_step_backward, *backward_case())
