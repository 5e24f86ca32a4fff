import torch

from autograder.toolkit import assert_same, hint, seeded


def run_with(answer, weights, X, states=None):
    """Return outputs and states of a network with these weights (runs beside the student's code).

    weights: a list with weight_ih, weight_hh, bias_ih and bias_hh of each layer.
    """
    num_hiddens = weights[0][1].shape[1]
    model = answer.DeepGRU(X.shape[2], num_hiddens, len(weights)).to(X.dtype)
    names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    with torch.no_grad():
        for cell, values in zip(model.cells, weights, strict=True):
            for name, value in zip(names, values, strict=True):
                getattr(cell, name).copy_(value)
        outputs, states = model.eval()(X, states)
    return outputs, states


@hint("In each step the layers follow each other: layer 1 reads the state that layer 0 has just computed.")
def test_each_layer_squashes_what_the_one_below_gives(answer):
    """With update gates closed and candidates tanh of the input, two layers give tanh(tanh(x)) at each step."""
    rows = torch.tensor([0.0, 0.0, 1.0])  # the cell's blocks are reset, update, candidate
    closed = torch.tensor([0.0, -100.0, 0.0])
    layer = [rows[:, None], torch.zeros(3, 1), closed, torch.zeros(3)]
    X = torch.tensor([[[0.5], [-1.0], [2.0]]])
    outputs, states = answer.run(run_with, [layer, layer], X)
    below = X.tanh()
    late = {
        "It looks as if layer 1 reads the state of the step before.": below.tanh()
        .roll(1, 1)
        .index_fill(1, torch.tensor(0), 0.0)
    }
    assert_same(outputs, below.tanh(), guesses=late)
    assert_same(states, torch.stack([below[:, -1], below[:, -1].tanh()]))


def shapes(answer, X):
    """Return outputs and states of a new network in evaluation mode (runs beside the student's code)."""
    outputs, states = answer.DeepGRU(4, 6, 2).eval()(X)
    return outputs.detach(), states.detach()


@hint("outputs: torch.stack(..., dim=1), a row per example; states: torch.stack over the layers.")
def test_returns_outputs_and_one_state_per_layer(answer):
    """Two layers with 6 units turn (3, 5, 4) into (3, 5, 6) and (2, 3, 6); the last output equals states[1]."""
    outputs, states = answer.run(shapes, torch.randn(3, 5, 4, generator=seeded()))
    found = [list(outputs.shape), list(states.shape)]
    assert found == [[3, 5, 6], [2, 3, 6]], (
        f"DeepGRU(4, 6, 2) returned outputs and states of shapes {found} for X (3, 5, 4); "
        "[[3, 5, 6], [2, 3, 6]] was expected"
    )
    assert_same(states[1], outputs[:, -1])


@hint("One layer is nothing but its cell, step after step; the state starts at zeros.")
def test_one_layer_agrees_with_the_library(answer):
    """With the same weights one layer gives the outputs of the library's GRU."""
    generator = seeded()
    library = torch.nn.GRU(4, 6, batch_first=True)
    weights = [torch.randn(p.shape, generator=generator) / 2 for p in library.parameters()]
    X = torch.randn(3, 5, 4, generator=generator)
    with torch.no_grad():
        for parameter, value in zip(library.parameters(), weights, strict=True):
            parameter.copy_(value)
        want = library(X)
    assert_same(answer.run(run_with, [weights], X), want, rtol=1e-4, atol=1e-5)
