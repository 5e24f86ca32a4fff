import math
from itertools import permutations, product

import torch
from sklearn.datasets import load_digits

from autograder.toolkit import assert_pure, assert_same, hint, seeded


def cloud(n, d, k, dtype=torch.float64, seed=None):
    """Return random points (n, d) and labels (n,) that have little to do with each other."""
    generator = seeded(seed)
    return torch.randn(n, d, generator=generator, dtype=dtype), torch.randint(k, (n,), generator=generator)


def full_batch_steps(x, y, k, lr, sizes):
    """Return the parameters after each step of gradient descent on the mean loss over all of x."""
    W, b = torch.zeros(x.shape[1], k, dtype=x.dtype), torch.zeros(k, dtype=x.dtype)
    after = []
    for _ in range(sizes):
        W, b = W.requires_grad_(), b.requires_grad_()
        grads = torch.autograd.grad(torch.nn.functional.cross_entropy(x @ W + b, y), (W, b))
        W, b = (W - lr * grads[0]).detach(), (b - lr * grads[1]).detach()
        after.append((W, b))
    return after


def digits():
    """Return 1,400 digits to train on and 397 to validate with, in a shuffled order, always the same."""
    data = load_digits()
    x, y = torch.tensor(data.data, dtype=torch.float32) / 16, torch.tensor(data.target)
    order = torch.randperm(len(y), generator=seeded(1))
    return x[order[:1400]], y[order[:1400]], x[order[1400:]], y[order[1400:]]


@hint(
    "Two loops, a mean over each minibatch, a step of lr against the gradient: 220 steps are enough for the digits."
)
def test_learns_the_digits(answer):
    """Ten epochs on 1,400 digits bring the validation accuracy to 0.92 or more, within 3 seconds of one core."""
    # Over 150 orders of the minibatches right answers have 0.954, give or take 0.004, and never less than 0.944.
    x, y, x_val, y_val = digits()
    started = answer.cpu_seconds()
    W, b, _ = answer.train_softmax_scratch(x, y, x_val, y_val, 10, 0.5, 10, 64, seeded())
    spent = answer.cpu_seconds() - started
    assert W.shape == (64, 10) and b.shape == (10,), f"W and b have shapes {tuple(W.shape)} and {tuple(b.shape)}"
    accuracy = ((x_val @ W + b).argmax(1) == y_val).double().mean()
    assert accuracy >= 0.92, f"the validation accuracy on the digits was {accuracy:.3f}; at least 0.92 was expected"
    assert spent <= 3, f"training on the digits took {spent:.1f} seconds of one core; 3 are allowed"


@hint("Divide the gradient of the last, smaller minibatch by its own size; and do take its step.")
def test_averages_the_last_minibatch_over_its_own_size(answer):
    """Seven equal examples in minibatches of three make three equal steps an epoch, the last one too."""
    x = torch.tensor([[1.0, -2.0, 0.5]], dtype=torch.float64).repeat(7, 1)
    y = torch.full((7,), 1)
    want = full_batch_steps(x, y, 4, 0.3, 6)[-1]
    W, b, _ = answer.train_softmax_scratch(x, y, x, y, 4, 0.3, 2, 3, seeded())
    short = full_batch_steps(x, y, 4, 0.3, 4)[-1]
    guesses = {"It looks as if the last, smaller minibatch of each epoch was left out.": short[0]}
    assert_same(W, want[0], guesses=guesses)
    assert_same(b, want[1], guesses={"It looks as if b was never updated.": torch.zeros_like(b)})


@hint("Clear the gradients after each step, or compute fresh ones: backward() adds to what is there.")
def test_makes_the_steps_of_gradient_descent(answer):
    """With batch_size = n, every epoch is one step of gradient descent on the mean loss."""
    x, y = cloud(9, 3, 4)
    want = full_batch_steps(x, y, 4, 0.7, 5)[-1]
    W, b, _ = answer.train_softmax_scratch(x, y, x, y, 4, 0.7, 5, 9, seeded())
    assert_same(W, want[0])
    assert_same(b, want[1])


@hint("Take the minibatches from a permutation of all positions, torch.randperm, drawn for each epoch.")
def test_every_epoch_visits_each_example_once(answer):
    """In three epochs with minibatches of two, each of eleven examples is visited three times."""
    # Example i is the i-th unit vector: it alone moves row i of W, by lr (one_hot - 1/k) as long as W is tiny.
    lr, n = 1e-6, 11
    x, y = torch.eye(n, dtype=torch.float64), torch.arange(n) % 3
    W, _, _ = answer.train_softmax_scratch(x, y, x, y, 3, lr, 3, 1, seeded())
    visits = W[torch.arange(n), y] / (lr * 2 / 3)
    three = torch.full((n,), 3.0, dtype=torch.float64)
    assert_same(visits, three, rtol=1e-3, saying="{got} visits of an example in three epochs; {want} were expected")


def walk(orders):
    """Return row i of W for unit vectors of class 0 out of 2 visited in these orders with lr 1, as floats."""
    rows, bias = [0.0] * len(orders[0]), 0.0
    for order in orders:
        for i in order:
            step = 1 / (1 + math.exp(2 * (rows[i] + bias)))  # the probability of class 1
            rows[i] += step
            bias += step
    return rows


@hint("Draw the permutation inside the loop over epochs, and index x and y with its pieces.")
def test_draws_a_new_order_for_every_epoch(answer):
    """The orders of the first and the second epoch differ in some of six runs, as told by the weights."""
    # Right answers have the same order twice in all six runs with probability 24 ** -6 < 1e-8.
    table = {pair: walk(pair) for pair in product(permutations(range(4)), repeat=2)}
    tensor = torch.tensor(list(table.values()), dtype=torch.float64)
    x, y = torch.eye(4, dtype=torch.float64), torch.zeros(4, dtype=torch.int64)
    generator, orders = torch.Generator().manual_seed(int(torch.randint(10**9, (), generator=seeded()))), []
    for _ in range(6):
        seed = int(torch.randint(10**9, (), generator=generator))
        W, _, _ = answer.train_softmax_scratch(x, y, x, y, 2, 1.0, 2, 1, torch.Generator().manual_seed(seed))
        assert_same(W * 0, torch.zeros(4, 2, dtype=torch.float64))
        off = (tensor - W[:, 0]).abs().amax(1)
        assert off.min() < 1e-9, "with batch_size=1, W is not what any order of the examples in two epochs gives"
        orders.append(list(table)[int(off.argmin())])
    first = {one for one, _ in orders}
    assert any(one != two for one, two in orders), (
        "in six runs the second epoch had the order of the first every time"
    )
    assert len(first) > 1, "six generators of different seeds gave the same order in the first epoch every time"


@hint("Take a step of lr times the mean gradient, and a softmax that subtracts the largest logit of each row.")
def test_large_features_keep_the_weights_finite(answer):
    """Features a thousand times as large give finite weights, also in float32."""
    x, y = cloud(40, 5, 3, torch.float32)
    W, b, _ = answer.train_softmax_scratch(1000 * x, y, x, y, 3, 0.5, 3, 8, seeded())
    assert_same(W * 0, torch.zeros(5, 3))
    assert_same(b * 0, torch.zeros(3))


@hint("The problem is convex and starts from zero: nothing breaks the symmetry between the classes.")
def test_classes_sum_to_zero(answer):
    """The rows of W, and b, sum to 0 over the classes: each gradient does, and so did the start."""
    x, y = cloud(30, 4, 3)
    W, b, _ = answer.train_softmax_scratch(x, y, x, y, 3, 0.4, 2, 7, seeded())
    sums = torch.cat([W, b[None]]).sum(1)
    assert_same(
        sums, torch.zeros(5, dtype=torch.float64), saying="a sum over the classes of {got}; {want} was expected"
    )


@hint("All random numbers come from generator; nothing else may decide about the order.")
def test_the_seed_decides(answer):
    """Generators of the same seed give the same weights, of different seeds other ones."""
    x, y = cloud(30, 4, 3)
    runs = [
        answer.train_softmax_scratch(x, y, x, y, 3, 0.4, 2, 4, torch.Generator().manual_seed(seed))[0]
        for seed in (3, 3, 4)
    ]
    assert torch.equal(runs[0], runs[1]), "two runs with generators of the same seed gave different W"
    assert not torch.equal(runs[0], runs[2]), "two runs with generators of different seeds gave exactly the same W"


def touched_states(answer, x, y, generator):
    """Return which global random states a run changes (runs beside the student's code)."""
    import random

    import numpy

    def states():
        return {
            "torch": torch.get_rng_state().tolist(),
            "NumPy": str(numpy.random.get_state()),
            "Python": random.getstate(),
        }

    before = states()
    answer.train_softmax_scratch(x, y, x, y, 3, 0.4, 2, 4, generator)
    after = states()
    return [name for name in before if before[name] != after[name]]


@hint("Give generator to torch.randperm; torch.manual_seed changes the state that all others draw from.")
def test_leaves_the_global_random_state_alone(answer):
    """The global random states of torch, NumPy and Python are untouched."""
    touched = answer.run(touched_states, *cloud(12, 2, 3), seeded())
    assert not touched, f"train_softmax_scratch changed the global random state of {touched[0]}"


@hint("After the last minibatch of each epoch: accuracy of x_val @ W + b on y_val, appended to the list.")
def test_measures_validation_accuracy_after_each_epoch(answer):
    """val_accuracy has one float per epoch, the accuracy on the validation data after it."""
    x, y = cloud(8, 3, 4, seed=1)
    x_val, y_val = cloud(50, 3, 4, seed=2)
    steps = full_batch_steps(x, y, 4, 2.0, 6)
    right = [((x_val @ W + b).argmax(1) == y_val).double().mean().item() for W, b in steps]
    on_train = [((x @ W + b).argmax(1) == y).double().mean().item() for W, b in steps]
    got = answer.train_softmax_scratch(x, y, x_val, y_val, 4, 2.0, 6, 8, seeded())[2]
    assert len(got) == 6, f"val_accuracy has {len(got)} entries after 6 epochs"
    before = [(y_val == 0).double().mean().item(), *right[:-1]]
    guesses = {
        "It looks as if the accuracy was measured on the training data.": torch.tensor(
            on_train, dtype=torch.float64
        ),
        "It looks as if it was measured before the epoch, not after it.": torch.tensor(before, dtype=torch.float64),
    }
    rounded = torch.tensor(got, dtype=torch.float64)
    assert_same(rounded, torch.tensor(right, dtype=torch.float64), atol=1e-6, guesses=guesses)


@hint("One accuracy per epoch, not per minibatch, and the last one belongs to the W and b that are returned.")
def test_the_last_accuracy_belongs_to_the_result(answer):
    """There is one accuracy per epoch of several minibatches, the last one that of the returned W and b."""
    x, y = cloud(8, 3, 4)
    x_val, y_val = cloud(50, 3, 4)
    W, b, got = answer.train_softmax_scratch(x, y, x_val, y_val, 4, 0.5, 3, 3, seeded())
    assert len(got) == 3, f"val_accuracy has {len(got)} entries after 3 epochs of 3 minibatches; 3 were expected"
    want = ((x_val @ W + b).argmax(1) == y_val).double().mean().item()
    assert_same(got[-1], want, atol=1e-6)


@hint("x.new_zeros(...) has the dtype of x; range(num_epochs) is empty for 0 epochs.")
def test_no_epochs_give_zeros(answer):
    """num_epochs = 0 returns zeros and an empty list, in the dtype of x."""
    x, y = cloud(6, 2, 3)
    W, b, val_accuracy = answer.train_softmax_scratch(x, y, x, y, 3, 0.5, 0, 2, seeded())
    assert_same(W, torch.zeros(2, 3, dtype=torch.float64))
    assert_same(b, torch.zeros(3, dtype=torch.float64))
    assert val_accuracy == [], f"val_accuracy was {val_accuracy} without an epoch; [] was expected"


def graphs(answer, x, y, generator):
    """Say of W and b whether they require gradients (runs beside the student's code)."""
    W, b, _ = answer.train_softmax_scratch(x, y, x, y, 3, 0.5, 1, 2, generator)
    return [W.requires_grad, b.requires_grad]


@hint("Return W.detach() and b.detach() if autograd made the gradients.")
def test_results_carry_no_graph(answer):
    """W and b come back without a graph and require no gradients."""
    for name, requires_grad in zip(("W", "b"), answer.run(graphs, *cloud(6, 2, 3), seeded()), strict=True):
        assert not requires_grad, f"{name} came back with requires_grad=True"


@hint("Index with the permutation, x[batch]; shuffling x itself changes the caller's data.")
def test_leaves_the_data_alone(answer):
    """The four tensors of data keep their values and their order."""
    x, y = cloud(10, 3, 3)
    x_val, y_val = cloud(4, 3, 3)
    assert_pure(answer.train_softmax_scratch, x, y, x_val, y_val, 3, 0.5, 2, 3, seeded())
