import torch

from autograder.toolkit import (
    assert_frequencies,
    assert_is_gradient,
    assert_raises,
    assert_same,
    hint,
    seeded,
    tally,
)

NAMES = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")


def deep_case(n=3, steps=5, d=4, h=6, layers=3, dtype=torch.float64):
    """Return random weights of each layer, X and initial states."""
    generator = seeded()

    def draw(*shape):
        return torch.randn(shape, generator=generator, dtype=dtype)

    widths = [d] + [h] * (layers - 1)
    weights = [[draw(3 * h, w) / 2, draw(3 * h, h) / 2, draw(3 * h), draw(3 * h)] for w in widths]
    return weights, draw(n, steps, d), draw(layers, n, h)


def library(weights, X, states=None):
    """Return outputs and states of the library's stack with these weights."""
    h = weights[0][1].shape[1]
    stack = torch.nn.GRU(X.shape[2], h, len(weights), batch_first=True, dtype=X.dtype)
    with torch.no_grad():
        for parameter, value in zip(stack.parameters(), (w for layer in weights for w in layer), strict=True):
            parameter.copy_(value)
        return stack(X, states)


def built(answer, weights, X, dropout=0.0):
    """Return a network with these weights (runs beside the student's code, as all that take answer below)."""
    model = answer.DeepGRU(X.shape[2], weights[0][1].shape[1], len(weights), dropout).to(X.dtype)
    with torch.no_grad():
        for cell, values in zip(model.cells, weights, strict=True):
            for name, value in zip(NAMES, values, strict=True):
                getattr(cell, name).copy_(value)
    return model


def run_with(answer, weights, X, states=None, dropout=0.0, training=False, seed=0):
    torch.manual_seed(seed)
    model = built(answer, weights, X, dropout).train(training)
    with torch.no_grad():
        outputs, states = model(X, states)
    return outputs, states


def a_seed(index=0):
    return int(torch.randint(2**31, (), generator=seeded(index)))


@hint("Layer l starts from states[l] and reads the new state of layer l - 1 at the same step.")
def test_three_layers_agree_with_the_library(answer):
    """Three layers with given initial states give outputs and last states of the library's stack, to 1e-10."""
    weights, X, states = deep_case()
    assert_same(answer.run(run_with, weights, X, states), library(weights, X, states), rtol=1e-10, atol=1e-10)


@hint("Without states all layers start at zeros, in the dtype of X.")
def test_starts_at_zeros(answer):
    """Without states it computes what it computes from zeros, in float64 and in float32."""
    for dtype, tolerance in ((torch.float64, 1e-10), (torch.float32, 1e-4)):
        weights, X, _ = deep_case(layers=2, dtype=dtype)
        assert_same(answer.run(run_with, weights, X), library(weights, X), rtol=tolerance, atol=tolerance)


def in_two_halves(answer, weights, X, states, dropout, training):
    torch.manual_seed(0)
    model = built(answer, weights, X, dropout).train(training)
    with torch.no_grad():
        first, states = model(X[:, :2], states)
        second, states = model(X[:, 2:], states)
    return torch.cat([first, second], 1), states


@hint("The returned states are those after the last step, ready to be handed to the next call.")
def test_two_halves_make_a_whole(answer):
    """A sequence in two calls, with the states handed on, gives what it gives in one."""
    weights, X, states = deep_case()
    want = library(weights, X, states)
    assert_same(answer.run(in_two_halves, weights, X, states, 0.0, False), want, rtol=1e-10, atol=1e-10)


@hint("There is no layer above the top one: return its states as they are.")
def test_the_last_output_is_the_top_state_in_training_too(answer):
    """With dropout 0.5 in training mode the last output equals the top layer's last state."""
    weights, X, states = deep_case()
    outputs, last = answer.run(run_with, weights, X, states, 0.5, True, a_seed())
    assert_same(outputs[:, -1], last[-1])
    zeros = int((outputs == 0).sum())
    assert zeros == 0, f"with dropout 0.5 in training mode {zeros} entries of DeepGRU's outputs are exactly 0"


@hint("nn.Dropout knows about model.eval(); F.dropout has to be told: training=self.training.")
def test_drops_nothing_in_evaluation_mode(answer):
    """With dropout 0.5 evaluation mode gives what dropout 0 gives."""
    weights, X, states = deep_case()
    got = answer.run(run_with, weights, X, states, 0.5, False, a_seed())
    assert_same(got, library(weights, X, states), rtol=1e-10, atol=1e-10)


@hint("Only what goes up to the next layer is dropped: neither X nor the state handed on in time.")
def test_dropout_leaves_the_lowest_state_alone(answer):
    """With dropout 0.5 in training mode layer 0's last state is that without dropout."""
    weights, X, states = deep_case()
    _, last = answer.run(run_with, weights, X, states, 0.5, True, a_seed())
    assert_same(last[0], library(weights, X, states)[1][0], rtol=1e-10, atol=1e-10)


@hint("The state of the layer below is read through dropout, and so is that of every layer but the top one.")
def test_dropout_cuts_upper_layers_off(answer):
    """With dropout 1.0 in training mode upper layers get zeros at every step; layer 0 still reads X."""
    weights, X, states = deep_case()
    below = library(weights[:1], X, states[:1])[1][0]
    middle = library(weights[1:2], torch.zeros(3, 5, 6, dtype=X.dtype), states[1:2])[1][0]
    outputs, top = library(weights[2:], torch.zeros(3, 5, 6, dtype=X.dtype), states[2:])
    got = answer.run(run_with, weights, X, states, 1.0, True, a_seed())
    assert_same(got, (outputs, torch.stack([below, middle, top[0]])), rtol=1e-10, atol=1e-10)


def dropped(answer, dropout):
    """Return the outputs (50, 40), in training mode, of two one-unit layers that give tanh of what they read."""
    n, steps = 50, 40
    rows, closed = torch.tensor([0.0, 0.0, 1.0]), torch.tensor([0.0, -100.0, 0.0])
    layer = [rows[:, None], torch.zeros(3, 1), closed, torch.zeros(3)]
    return answer.run(run_with, [layer, layer], torch.ones(n, steps, 1), None, dropout, True, a_seed())[0][..., 0]


@hint("dropout is the probability of dropping; what is left is divided by 1 - dropout.")
def test_divides_what_is_left(answer):
    """With dropout 0.2 an upper layer reads 0 or the state below divided by 0.8."""
    outputs = dropped(answer, 0.2)
    below = torch.tanh(torch.ones(()))
    want = torch.where(outputs.abs() < 0.1, 0.0, torch.tanh(below / 0.8))
    guesses = {
        "It looks as if what is left was not divided by 1 - dropout.": torch.where(
            outputs.abs() < 0.1, 0.0, torch.tanh(below)
        ),
        "It looks as if dropout was taken for the share that is kept.": torch.where(
            outputs.abs() < 0.1, 0.0, torch.tanh(below / 0.2)
        ),
    }
    assert_same(outputs, want, rtol=1e-5, atol=1e-6, guesses=guesses)


@hint("Each number of each step is dropped with probability dropout, independently of all others.")
def test_drops_with_the_given_probability(answer):
    """With dropout 0.2 a fifth of what goes up is dropped."""
    is_dropped = (dropped(answer, 0.2).abs() < 0.1).long()
    wrong = {"nothing was dropped": [1.0, 0.0], "dropout was taken for the share that is kept": [0.2, 0.8]}
    assert_frequencies(
        tally(is_dropped.flatten(), 2), [0.8, 0.2], draws=2000, names=("kept", "dropped"), against=wrong
    )


@hint("Dropout draws a new mask each time it is called: call it in each step.")
def test_draws_anew_in_each_step(answer):
    """What is dropped differs from step to step."""
    is_dropped = dropped(answer, 0.5).abs() < 0.1
    always = int((is_dropped == is_dropped[:, :1]).all(1).sum())
    assert always < 50, "with dropout 0.5 in training mode DeepGRU dropped the same numbers in all 40 steps"


def gradients(answer, weights, X, states, directions):
    model = built(answer, weights, X)
    leaves = [X.requires_grad_(), states.requires_grad_(), *model.parameters()]
    outputs, last = model(X, states)
    total = (outputs * directions[0]).sum() + (last * directions[1]).sum()
    return list(torch.autograd.grad(total, leaves, allow_unused=True, materialize_grads=True))


@hint("No detach, no item, no new tensor made from numbers: outputs and states stay in the graph.")
def test_gradients_match_central_differences(answer):
    """Gradients with respect to X, states and all parameters match central differences."""
    weights, X, states = deep_case(n=2, steps=3, d=2, h=2, layers=2)
    generator = seeded(1)
    directions = [torch.randn(shape, generator=generator, dtype=X.dtype) for shape in ((2, 3, 2), (2, 2, 2))]
    at = {"X": X, "states": states}
    at |= {f"cells.{k}.{name}": w for k in (0, 1) for name, w in zip(NAMES, weights[k], strict=True)}

    def total(**point):
        layers = [[point[f"cells.{k}.{name}"] for name in NAMES] for k in (0, 1)]
        outputs, last = library(layers, point["X"], point["states"])
        return (outputs * directions[0]).sum() + (last * directions[1]).sum()

    got = answer.run(gradients, weights, X, states, directions)
    assert_is_gradient(dict(zip(at, got, strict=True)), of=total, at=at)


def parameters(answer):
    model = answer.DeepGRU(4, 6, 2)
    kinds = [type(cell).__name__ for cell in model.cells]
    return sum(p.numel() for p in model.parameters()), list(dict(model.named_parameters())), kinds


@hint("nn.ModuleList([nn.GRUCell(...), ...]) in the attribute cells, and no other parameters.")
def test_has_one_cell_per_layer(answer):
    """DeepGRU(4, 6, 2) has 468 parameters, those of two GRU cells in the ModuleList cells."""
    count, names, kinds = answer.run(parameters)
    want = [f"cells.{k}.{name}" for k in (0, 1) for name in NAMES]
    assert names == want, f"the parameters of DeepGRU(4, 6, 2) are {names}; {want} was expected"
    assert kinds == ["GRUCell"] * 2, f"cells of DeepGRU(4, 6, 2) holds {kinds}; two GRUCell were expected"
    assert_same(count, 468, saying="a network with {got} parameters; {want} were expected")


def states_afterwards(answer, weights, X, states):
    before = states.clone()
    with torch.no_grad():
        built(answer, weights, X)(X, states)
    return states, before


@hint("Make a list of the states first, H = list(states), and replace its entries.")
def test_leaves_the_states_alone(answer):
    """The states handed in are unchanged."""
    weights, X, states = deep_case()
    after, _ = answer.run(states_afterwards, weights, X, states)
    assert_same(after, states, saying="states changed to {got} by the call; the caller's {want} should still stand")


@hint("if num_layers < 1: raise ValueError(...)")
def test_rejects_a_stack_without_layers(answer):
    """num_layers 0 raises ValueError."""
    assert_raises(ValueError, answer.DeepGRU, 3, 4, 0, accepts=(3, 4, 1))
