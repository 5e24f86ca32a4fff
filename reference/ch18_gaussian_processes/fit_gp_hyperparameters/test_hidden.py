import math

import torch

from autograder.toolkit import assert_pure, assert_raises, assert_same, hint, seeded

NAMES = ("lengthscale", "amplitude", "noise")
BEST = -17.1552
"""The largest log marginal likelihood of the fixed data, found with 2,000 steps and from a grid of starts."""


def sines(seed=None, n=50):
    """Return n points of [0, 5] and values of sin(x) + sin(4 x) / 2 there, with noise 0.25."""
    generator = seeded(seed)
    x = (5 * torch.rand(n, dtype=torch.float64, generator=generator)).sort().values
    noise = 0.25 * torch.randn(n, dtype=torch.float64, generator=generator)
    return x, torch.sin(x) + 0.5 * torch.sin(4 * x) + noise


def log_density(x, y, lengthscale, amplitude, noise):
    """Return the log marginal likelihood along the principal axes of the kernel matrix."""
    values, vectors = torch.linalg.eigh(
        amplitude**2 * torch.exp(-((x.unsqueeze(1) - x) ** 2) / (2 * lengthscale**2))
    )
    variances = values + noise**2
    return -float(((vectors.T @ y) ** 2 / variances + torch.log(2 * math.pi * variances)).sum()) / 2


def fitted(answer, *args, **kwargs):
    """Return the three values of the answer after a look at their kind."""
    result = answer.fit_gp_hyperparameters(*args, **kwargs)
    for name in NAMES:
        assert isinstance(result.get(name), float), f"the result's {name!r} is {result.get(name)!r}; a float is due"
        assert result[name] > 0, f"{name} came back as {result[name]:.4g}; all three stay positive"
    return [result[name] for name in NAMES]


@hint("Undo the parametrisation before you return: the exponential of the logarithm.")
def test_finds_noise_and_length_scale_of_the_data(answer):
    """On the sine data the noise ends between 0.2 and 0.3, the length scale between 0.35 and 0.65."""
    lengthscale, _, noise = fitted(answer, *sines(1), num_steps=100, learning_rate=0.1)
    assert 0.2 < noise < 0.3, f"noise ended at {noise:.3g}; the data have noise 0.25"
    assert 0.35 < lengthscale < 0.65, (
        f"lengthscale ended at {lengthscale:.3g}; 0.55 is where the likelihood is largest"
    )


@hint("Build the kernel matrix in every step, clear the gradients, and let all three hyperparameters learn.")
def test_ends_at_a_maximum(answer):
    """On new data, changing any of the three values by 15 percent makes the data less probable."""
    x, y = sines(n=40)
    found = fitted(answer, x, y, amplitude=0.4, num_steps=120, learning_rate=0.1)
    best = log_density(x, y, *found)
    for index, name in enumerate(NAMES):
        for factor in (0.85, 1.15):
            moved = [value * factor if index == place else value for place, value in enumerate(found)]
            other = log_density(x, y, *moved)
            assert other < best, (
                f"{name} ended at {found[index]:.4g} with a log marginal likelihood of {best:.4f}; "
                f"{moved[index]:.4g} would give {other:.4f}"
            )


@hint("Clear the gradients in every step: what was added up drives the values past the maximum.")
def test_comes_to_rest(answer):
    """The last 30 of 100 steps change the log marginal likelihood by less than 0.03."""
    history = answer.fit_gp_hyperparameters(*sines(1), num_steps=100, learning_rate=0.1)["history"]
    assert_same(history, torch.zeros(100, dtype=torch.float64), atol=torch.inf)
    spread = float(history[70:].max() - history[70:].min())
    assert spread < 0.03, f"during the last 30 of 100 steps the log marginal likelihood still moved by {spread:.3g}"


@hint("A large step makes length scale, amplitude or noise negative: optimise their logarithms.")
def test_survives_large_steps(answer):
    """From 0.4, 0.2, 0.1 with learning rate 0.5 all three stay positive, and the data end more probable."""
    x, y = sines(1)
    found = fitted(answer, x, y, 0.4, 0.2, 0.1, num_steps=80, learning_rate=0.5)
    start, value = log_density(x, y, 0.4, 0.2, 0.1), log_density(x, y, *found)
    assert value > start, f"it ended at a log marginal likelihood of {value:.4f}, and started at {start:.4f}"


@hint("Nothing in the search may depend on the unit of y.")
def test_ten_times_the_data_have_ten_times_the_amplitude(answer):
    """Data, amplitude and noise times 10 give amplitude and noise 10 times as large, and the same length scale."""
    x, y = sines(1)
    small = fitted(answer, x, y, num_steps=80, learning_rate=0.2)
    large = fitted(answer, x, 10 * y, 0.4, 10.0, 5.0, num_steps=80, learning_rate=0.2)
    for name, one, ten, factor in zip(NAMES, small, large, (1, 10, 10)):
        assert abs(ten / (factor * one) - 1) < 0.05, (
            f"{name} ended at {one:.4g} for y and at {ten:.4g} for 10 y; {factor * one:.4g} was expected"
        )


@hint("history holds the value before each step, the result the parameters after the last one.")
def test_history_is_before_and_the_values_are_after_the_steps(answer):
    """The values after three steps have the log marginal likelihood that history gives before a fourth."""
    x, y = sines(n=20)
    values = fitted(answer, x, y, num_steps=3)
    history = answer.fit_gp_hyperparameters(x, y, num_steps=4)["history"]
    assert_same(history, torch.zeros(4, dtype=torch.float64), atol=torch.inf)
    want = torch.tensor(log_density(x, y, *values), dtype=torch.float64)
    say = "a fourth history entry of {got}; the values after three steps have {want}"
    assert_same(history[3], want, rtol=1e-7, atol=1e-7, saying=say)


@hint("Start exactly at the values given.")
def test_no_step_returns_the_start(answer):
    """With num_steps = 0 the start values and an empty history come back."""
    x, y = sines(n=10)
    result = answer.fit_gp_hyperparameters(x, y, 0.7, 1.3, 0.2, num_steps=0)
    assert_same(result.get("history"), torch.zeros(0, dtype=torch.float64))
    values = fitted(answer, x, y, 0.7, 1.3, 0.2, num_steps=0)
    assert_same(torch.tensor(values), torch.tensor([0.7, 1.3, 0.2]))


def test_repeats_itself_and_takes_points_with_features(answer):
    """The same data give the same values again, also with x of shape (n, 1), and two features work."""
    x, y = sines(n=20)
    first = torch.tensor(fitted(answer, x, y, num_steps=10))
    again = torch.tensor(fitted(answer, x.unsqueeze(1), y, num_steps=10))
    assert_same(again, first, saying="{got} for x as a column where x itself gave {want}")
    fitted(answer, torch.stack([x, x.flip(0)], dim=1), y, num_steps=2)


def keeps_a_graph(answer, x, y):
    """Tell whether the history requires grad (runs beside the student's code)."""
    return answer.fit_gp_hyperparameters(x, y, num_steps=2)["history"].requires_grad


@hint("value.item() is a number; a stack of values keeps every step's graph in memory.")
def test_history_has_no_graph(answer):
    """The history requires no gradient."""
    assert answer.run(keeps_a_graph, *sines(n=10)) is False, (
        "the history requires grad: it keeps every step's graph"
    )


@hint("The logarithm of a number that is not positive is nan or -inf: look at all three first.")
def test_rejects_a_start_that_is_not_positive(answer):
    """A start value of 0 or below raises ValueError, for each of the three."""
    good = (*sines(n=10), 0.4, 1.0, 0.5, 2)
    for place in (2, 3, 4):
        for value in (0.0, -1.0):
            bad = [*good]
            bad[place] = value
            assert_raises(ValueError, answer.fit_gp_hyperparameters, *bad, accepts=good)


@hint("gp_log_marginal_likelihood raises it, if yours is used and right; otherwise compare the lengths.")
def test_rejects_values_that_do_not_fit_the_points(answer):
    """A y with another number of values than x has points raises ValueError."""
    x, y = sines(n=10)
    good = (x, y, 0.4, 1.0, 0.5, 2)
    assert_raises(ValueError, answer.fit_gp_hyperparameters, x, y[:9], 0.4, 1.0, 0.5, 2, accepts=good)
    assert_raises(ValueError, answer.fit_gp_hyperparameters, x, y[:1], 0.4, 1.0, 0.5, 2, accepts=good)


def test_leaves_the_data_alone(answer):
    """The caller's x and y are unchanged."""
    assert_pure(answer.fit_gp_hyperparameters, *sines(n=10), num_steps=2)
