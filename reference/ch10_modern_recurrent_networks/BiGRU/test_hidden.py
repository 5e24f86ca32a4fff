import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from autograder.toolkit import assert_same, hint, seeded

LENGTHS = (6, 2, 4, 1)


def random_weights(num_inputs=3, num_hiddens=4):
    """Return random parameters of both directions by name, float64."""
    shapes = {"weight_ih_l0": (3 * num_hiddens, num_inputs), "weight_hh_l0": (3 * num_hiddens, num_hiddens)}
    shapes |= {"bias_ih_l0": (3 * num_hiddens,), "bias_hh_l0": (3 * num_hiddens,)}
    generator = seeded()
    return {
        f"{direction}.{name}": torch.randn(shape, generator=generator, dtype=torch.float64)
        for direction in ("f_rnn", "b_rnn")
        for name, shape in shapes.items()
    }


def random_batch(n=4, T=7, num_inputs=3):
    return torch.randn(n, T, num_inputs, generator=seeded(), dtype=torch.float64)


def read_both_ways(weights, X, lengths):
    """Return what the library's bidirectional GRU makes of packed sequences."""
    gru = nn.GRU(X.shape[2], weights["f_rnn.weight_hh_l0"].shape[1], batch_first=True, bidirectional=True)
    names = {name[6:] + ("_reverse" if name.startswith("b_rnn") else ""): value for name, value in weights.items()}
    packed = pack_padded_sequence(X, torch.tensor(lengths), batch_first=True, enforce_sorted=False)
    outputs, state = torch.func.functional_call(gru, names, (packed,))
    return pad_packed_sequence(outputs, batch_first=True, total_length=X.shape[1])[0], torch.cat([*state], 1)


def loaded(answer, weights):
    """Return a BiGRU with these parameters (runs beside the student's code, as what calls it)."""
    weight = weights["f_rnn.weight_ih_l0"]
    model = answer.BiGRU(weight.shape[1], weight.shape[0] // 3).to(weight.dtype)
    model.load_state_dict(weights)
    return model


def read(answer, weights, X, lengths):
    outputs, final = loaded(answer, weights)(X, None if lengths is None else torch.tensor(lengths))
    return outputs.detach(), final.detach()


def turned_round(outputs, lengths):
    """Return outputs with the valid part of each row's second half reversed."""
    half = outputs.shape[2] // 2
    rows = [torch.cat([row[:n, half:].flip(0), row[n:, half:]]) for row, n in zip(outputs, lengths, strict=True)]
    return torch.cat([outputs[..., :half], torch.stack(rows)], 2)


def assert_read(got, want, setting, outputs_guesses=None, final_guesses=None, **tolerances):
    """Compare outputs and final states with what was expected; the setting is named in the message."""
    saying = f"{{got}} in outputs {setting}; {{want}} was expected"
    assert_same(got[0], want[0], saying=saying, guesses=outputs_guesses, **tolerances)
    saying = f"{{got}} in final {setting}; {{want}} was expected"
    assert_same(got[1], want[1], saying=saying, guesses=final_guesses, **tolerances)


@hint("Turn the valid part round before b_rnn and its outputs round again after it; both end at lengths - 1.")
def test_agrees_with_the_library_on_packed_sequences(answer):
    """Lengths 6, 2, 4 and 1 in a batch of seven steps give what the library's bidirectional GRU gives."""
    weights, X = random_weights(), random_batch()
    outputs, final = read_both_ways(weights, X, LENGTHS)
    late, _ = read_both_ways(weights, X, [7] * 4)
    rows = torch.arange(4)
    in_outputs = {
        "It looks as if b_rnn's outputs were not turned round again.": turned_round(outputs, LENGTHS),
        "It looks as if the outputs in the padding are not set to 0.": torch.where(outputs == 0, late, outputs),
        "It looks as if padded rows were turned round as a whole: b_rnn must begin at the last valid step.": (
            torch.where(outputs == 0, 0.0, torch.cat([outputs[..., :4], late[..., 4:]], 2))
        ),
        "It looks as if b_rnn's states stand before those of f_rnn.": torch.cat(
            [outputs[..., 4:], outputs[..., :4]], 2
        ),
    }
    in_final = {
        "It looks as if final is outputs[:, -1], which is 0 in padded rows.": outputs[:, -1],
        "It looks as if b_rnn's part of final is its state at the last valid step; it ends at step 0.": (
            outputs[rows, torch.tensor(LENGTHS) - 1]
        ),
        "It looks as if the state after the padding was taken for f_rnn's part of final.": torch.cat(
            [late[:, -1, :4], final[:, 4:]], 1
        ),
    }
    got = answer.run(read, weights, X, LENGTHS)
    setting = f"with lengths {list(LENGTHS)}"
    assert_read(got, (outputs, final), setting, in_outputs, in_final, rtol=1e-10, atol=1e-10)


def read_twice(answer, weights, X, other, lengths):
    """Return what a BiGRU makes of two batches."""
    model = loaded(answer, weights)
    return [[part.detach() for part in model(batch, torch.tensor(lengths))] for batch in (X, other)]


@hint("Neither direction may carry a number from the padding into a valid step.")
def test_padding_has_no_influence(answer):
    """Other numbers in the padding, also large ones, leave both results exactly as they are."""
    weights, X = random_weights(), random_batch()
    beyond = (torch.arange(7) >= torch.tensor(LENGTHS)[:, None])[..., None]
    first, second = answer.run(read_twice, weights, X, torch.where(beyond, 1e3 * X + 1, X), LENGTHS)
    for name, one, two in zip(("outputs", "final"), first, second, strict=True):
        worst = float((one - two).abs().max())
        assert worst == 0, f"other numbers in the padding changed {name} by {worst:.3g}; by 0 was expected"


@hint("f_rnn brings what stands before step t, b_rnn what stands after it.")
def test_each_output_depends_on_both_sides(answer):
    """Another input at step 2 changes all valid outputs: to its right in f_rnn's half, to its left in b_rnn's."""
    weights, X = random_weights(), random_batch(n=2)
    other = X.clone()
    other[:, 2] += 1
    first, second = answer.run(read_twice, weights, X, other, (5, 7))
    moved = (first[0] - second[0]).abs().reshape(2, 7, 2, -1).amax(3) > 0  # (rows, steps, directions)
    steps = torch.arange(7)[:, None]
    want = torch.cat([steps >= 2, steps <= 2], 1) & (steps < torch.tensor([5, 7])[:, None, None])
    for row, length in enumerate((5, 7)):
        for direction, name in enumerate(("f_rnn", "b_rnn")):
            got, expected = (both[row, :, direction].nonzero().flatten().tolist() for both in (moved, want))
            assert got == expected, (
                f"another input at step 2 of a row of length {length} changed {name}'s half of outputs at steps "
                f"{got}; at the steps {expected} was expected"
            )


def gradients(answer, weights, X, lengths, cotangents):
    """Return the gradients of a weighted sum of both results for X and all parameters."""
    model = loaded(answer, weights)
    X = X.clone().requires_grad_()
    outputs, final = model(X, torch.tensor(lengths))
    ((outputs * cotangents[0]).sum() + (final * cotangents[1]).sum()).backward()
    leaves = {"X": X} | dict(model.named_parameters())
    return {name: torch.zeros_like(leaf) if leaf.grad is None else leaf.grad for name, leaf in leaves.items()}


@hint("Everything stays in the graph: no detach, no new tensor made from numbers, in both directions.")
def test_gradients_are_those_of_the_library(answer):
    """Gradients with respect to X and all parameters are the library's, and exactly 0 in the padding."""
    weights, X = random_weights(), random_batch()
    generator = seeded()
    cotangents = [torch.randn(shape, generator=generator, dtype=torch.float64) for shape in ((4, 7, 8), (4, 8))]
    got = answer.run(gradients, weights, X, LENGTHS, cotangents)
    leaves = {name: value.clone().requires_grad_() for name, value in ({"X": X} | weights).items()}
    parameters = {name: leaf for name, leaf in leaves.items() if name != "X"}
    outputs, final = read_both_ways(parameters, leaves["X"], LENGTHS)
    loss = (outputs * cotangents[0]).sum() + (final * cotangents[1]).sum()
    for name, want in zip(leaves, torch.autograd.grad(loss, list(leaves.values())), strict=True):
        saying = f"{{got}} in the gradient of {name}; {{want}} was expected"
        assert_same(got.get(name), want, rtol=1e-8, atol=1e-9, saying=saying)
    beyond = torch.arange(7) >= torch.tensor(LENGTHS)[:, None]
    worst = float(got["X"][beyond].abs().max())
    assert worst == 0, f"an input in the padding got a gradient of size {worst:.3g}; exactly 0 was expected"


def test_works_in_float32(answer):
    """With float32 parameters both results are float32 and agree to 1e-5."""
    weights, X = random_weights(), random_batch()
    low = {name: value.float() for name, value in weights.items()}
    got = answer.run(read, low, X.float(), LENGTHS)
    want = [part.float() for part in read_both_ways(weights, X, LENGTHS)]
    assert_read(got, want, "in float32", rtol=1e-5, atol=2e-5)


def arguments_after(answer, weights, X, lengths):
    """Return the arguments as a call leaves them."""
    loaded(answer, weights)(X, lengths)
    return [X, lengths]


@hint("Clear the padding in the results, not in X.")
def test_leaves_its_arguments_alone(answer):
    """X and lengths are unchanged."""
    args = random_batch(), torch.tensor(LENGTHS)
    after = answer.run(arguments_after, random_weights(), *args)
    for name, before, left in zip(("X", "lengths"), args, after, strict=True):
        assert torch.equal(before, left), f"BiGRU changed the {name} that it was given; the caller still needs it"
