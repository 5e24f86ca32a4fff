import torch

from autograder.toolkit import assert_pure, assert_same, hint, seeded


def lstm_case(n=3, steps=20, d=4, h=4, dtype=torch.float64):
    """Return random X (n, steps, d), H, C (n, h) and parameters."""
    generator = seeded()

    def draw(*shape):
        return torch.randn(shape, generator=generator, dtype=dtype)

    params = {f"W_x{gate}": draw(d, h) for gate in "ifoc"} | {f"W_h{gate}": draw(h, h) / 2 for gate in "ifoc"}
    return draw(n, steps, d), draw(n, h), draw(n, h), params | {f"b_{gate}": draw(h) for gate in "ifoc"}


def unrolled(X, H, C, params, gates="ifoc"):
    """Return the outputs of all steps and the last states, with the four formulas read from ``gates``."""
    outputs = []
    for x in X.unbind(1):
        I, F, O, C_tilde = (x @ params[f"W_x{g}"] + H @ params[f"W_h{g}"] + params[f"b_{g}"] for g in gates)
        C = F.sigmoid() * C + I.sigmoid() * C_tilde.tanh()
        H = O.sigmoid() * C.tanh()
        outputs.append(H)
    return torch.stack(outputs, 1), H, C


def run_library(answer, X, H, C, params):
    """Return the outputs of all steps and the last states (runs beside the student's code)."""
    outputs, (H, C) = answer.lstm_to_library(params)(X, (H[None], C[None]))
    return outputs.detach(), H[0].detach(), C[0].detach()


def outputs_of(answer, X, H, C, params):
    return run_library(answer, X, H, C, params)[0]


def turned(params, kind):
    return {key: value.T if key.startswith(kind) else value for key, value in params.items()}


@hint("Both weights are stored transposed, gates in the order input, forget, candidate, output.")
def test_runs_twenty_steps_like_lstm_step(answer):
    """Over 20 steps, in float64, all outputs are those of repeated lstm_step to 1e-10."""
    X, H, C, params = lstm_case()
    doubled = {key: 2 * value if key.startswith("b_") else value for key, value in params.items()}
    guesses = {
        "It looks as if the gates were stacked in the order i, f, o, c: the library's candidate stands third, its "
        "output gate last.": unrolled(X, H, C, params, "ifco"),
        "It looks as if both biases were set to b: they are added, so one of them must be 0.": unrolled(
            X, H, C, doubled
        ),
        "It looks as if the input weights were not transposed: the library computes x W^T.": unrolled(
            X, H, C, turned(params, "W_x")
        ),
        "It looks as if the hidden weights were not transposed: the library computes h W^T.": unrolled(
            X, H, C, turned(params, "W_h")
        ),
        "It looks as if no weight was transposed: the library computes x W^T and h W^T.": unrolled(
            X, H, C, turned(params, "W_")
        ),
    }
    guesses = {sentence: value[0] for sentence, value in guesses.items()}
    got = answer.run(outputs_of, X, H, C, params)
    assert_same(got, unrolled(X, H, C, params)[0], rtol=1e-10, atol=1e-10, guesses=guesses)


@hint("batch_first=True; the final states come from the library by themselves.")
def test_ends_in_the_same_states(answer):
    """The last hidden state and the last cell agree as well, for more units than inputs."""
    X, H, C, params = lstm_case(n=2, steps=6, d=2, h=5)
    got = answer.run(run_library, X, H, C, params)
    assert_same(got, unrolled(X, H, C, params), rtol=1e-10, atol=1e-10)


@hint("Take the dtype from params, as in nn.LSTM(..., dtype=params['W_xi'].dtype).")
def test_keeps_float32(answer):
    """float32 parameters give a float32 network."""
    X, H, C, params = lstm_case(steps=4, dtype=torch.float32)
    assert_same(answer.run(run_library, X, H, C, params), unrolled(X, H, C, params), rtol=1e-4, atol=1e-5)


def settings(answer, params):
    """Return what kind of object came back (runs beside the student's code, as all below)."""
    lstm = answer.lstm_to_library(params)
    kind = type(lstm)
    if not isinstance(lstm, torch.nn.LSTM):
        return {"class": f"{kind.__module__}.{kind.__qualname__}"}
    return {
        "class": f"{kind.__module__}.{kind.__qualname__}",
        "own forward": "forward" in vars(lstm),
        "num_layers": lstm.num_layers,
        "batch_first": lstm.batch_first,
        "bidirectional": lstm.bidirectional,
    }


@hint("Return nn.LSTM itself, not a class of your own around it: it runs a sequence in one call.")
def test_is_the_librarys_own_class(answer):
    """The result is an nn.LSTM, with one layer, one direction and batch_first=True."""
    got = answer.run(settings, lstm_case(steps=1)[3])
    want = {
        "class": "torch.nn.modules.rnn.LSTM",
        "own forward": False,
        "num_layers": 1,
        "batch_first": True,
        "bidirectional": False,
    }
    for key, value in want.items():
        assert got.get(key) == value, (
            f"lstm_to_library(params) gave an object with {key} = {got.get(key)}; {value} was expected"
        )


def biases(answer, params):
    lstm = answer.lstm_to_library(params)
    return lstm.bias_ih_l0.detach(), lstm.bias_hh_l0.detach()


@hint("lstm.bias_hh_l0.zero_(), and all of b_i, b_f, b_c, b_o in lstm.bias_ih_l0.")
def test_the_second_bias_is_zero(answer):
    """bias_ih_l0 holds the four biases and bias_hh_l0 is 0."""
    params = lstm_case(steps=1)[3]
    want = torch.cat([params[f"b_{gate}"] for gate in "ifco"])
    assert_same(answer.run(biases, params), (want, torch.zeros_like(want)))


def change_afterwards(answer, X, H, C, params):
    lstm = answer.lstm_to_library(params)
    for value in params.values():
        value.add_(1)
    return lstm(X, (H[None], C[None]))[0].detach()


@hint("The library's parameters must be copies: copy_ into them.")
def test_changing_params_later_has_no_effect(answer):
    """After params have been changed in place, the network computes what it did before."""
    X, H, C, params = lstm_case(steps=3)
    want = unrolled(X, H, C, params)[0]
    assert_same(answer.run(change_afterwards, X, H, C, params), want, rtol=1e-10, atol=1e-10)


def trainable(answer, params):
    params = {key: value.requires_grad_() for key, value in params.items()}
    values = answer.lstm_to_library(params).parameters()
    return [[value.requires_grad, value.is_leaf] for value in values]


@hint("Fill the parameters that nn.LSTM made, inside torch.no_grad(), and leave requires_grad as it is.")
def test_all_parameters_can_be_trained(answer):
    """The four parameters require gradients and are leaves, also when params require gradients themselves."""
    got = answer.run(trainable, lstm_case(steps=1)[3])
    assert got == [[True, True]] * 4, (
        "lstm_to_library(params) has parameters with (requires_grad, is_leaf) = "
        f"{got}; four times [True, True] was expected"
    )


def input_gradients(answer, X, H, C, params, weights):
    leaves = [tensor.requires_grad_() for tensor in (X, H, C)]
    outputs, _ = answer.lstm_to_library(params)(X, (H[None], C[None]))
    return tuple(torch.autograd.grad((outputs * weights).sum(), leaves))


def test_sends_the_same_gradients_back(answer):
    """Gradients of a weighted sum of outputs with respect to X, H and C are those of repeated lstm_step."""
    X, H, C, params = lstm_case(steps=5)
    weights = torch.randn(3, 5, 4, generator=seeded(1), dtype=torch.float64)
    leaves = [tensor.clone().requires_grad_() for tensor in (X, H, C)]
    want = torch.autograd.grad((unrolled(*leaves, params)[0] * weights).sum(), leaves)
    got = answer.run(input_gradients, X, H, C, params, weights)
    assert_same(got, tuple(want), rtol=1e-9, atol=1e-10)


@hint("torch.cat makes a new tensor; nothing has to be written into params.")
def test_leaves_params_alone(answer):
    """The dict and its tensors are unchanged."""
    assert_pure(answer.lstm_to_library, lstm_case(steps=1)[3])
