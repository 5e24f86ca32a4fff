import torch

from autograder.toolkit import (
    assert_normal,
    assert_peak_bytes,
    assert_pure,
    assert_raises,
    assert_same,
    assert_vectorised,
    hint,
    seeded,
)

ROOT = torch.tensor([[1.0, 0.0, 0.0], [0.8, 1.0, 0.0], [-0.5, 0.7, 0.4]], dtype=torch.float64)
COV = ROOT @ ROOT.T


def draw(answer, mean, cov, num_samples, generator, *jitter):
    """Return samples after a look at their form."""
    samples = answer.sample_gp_prior(mean, cov, num_samples, generator, *jitter)
    assert_same(samples, torch.zeros(num_samples, len(mean), dtype=cov.dtype), atol=torch.inf)
    return samples


@hint("The rows have covariance L Lᵀ only if every row z becomes L z; for rows that is z @ L.T.")
def test_has_the_whole_covariance(answer):
    """Every entry of a correlated 3-vector, and every sum of two, has the right mean and scatter."""
    mean = torch.tensor([1.0, -1.0, 2.0], dtype=torch.float64)
    samples = draw(answer, mean, COV, 3000, seeded())
    for i in range(3):
        for j in range(i, 3):
            d = torch.zeros(3, dtype=torch.float64)
            d[[i, j]] = 1
            std, centre = float((d @ COV @ d).sqrt()), float(d @ mean)
            wrongs = {
                "the noise was multiplied by L instead of its transpose": float((d @ ROOT.T @ ROOT @ d).sqrt()),
                "the entries were drawn independently of each other": float((d * d @ COV.diagonal()).sqrt()),
            }
            against = {name: (centre, other) for name, other in wrongs.items() if abs(other / std - 1) > 0.15}
            against["the mean was forgotten"] = (0.0, std)
            if abs(centre) < 0.5:
                del against["the mean was forgotten"]
            of = f"entries {i}" if i == j else f"sums of entries {i} and {j}"
            if against:
                assert_normal(samples @ d, centre, std, draws=3000, against=against, of=of, false_alarm=1e-7)


def rbf(n, dtype):
    """Return the RBF covariance with length scale 1 of n points in [0, 5]."""
    x = torch.linspace(0, 5, n, dtype=dtype)
    return torch.exp(-((x[:, None] - x) ** 2) / 2)


@hint("In float32 the factorisation of a smooth kernel fails with a jitter of 1e-6: enlarge it until it works.")
def test_smooth_functions_in_float32(answer):
    """The RBF covariance of 200 points in float32 gives finite samples whose second differences are below 0.2."""
    samples = draw(answer, torch.zeros(200), rbf(200, torch.float32), 20, seeded())
    bends = samples.diff(n=2, dim=1).abs().max()
    limit = bends.clamp(max=0.2)
    assert_same(
        bends, limit, saying="samples with a second difference of {got}; a smooth function has at most {want}"
    )
    spread = samples.std(dim=0).mean()
    assert_same(spread, spread.clamp(0.4, 1.6), saying="samples with a spread of {got}; at least 0.4 was expected")


@hint("The samples have the covariance cov + jitter: nothing else is added, and nothing is left out.")
def test_adds_exactly_the_jitter(answer):
    """Entries of variance 0.01 with the jitter 0.03 scatter around the mean with a standard deviation of 0.2."""
    mean = torch.arange(4, dtype=torch.float64)
    samples = draw(answer, mean, 0.01 * torch.eye(4, dtype=torch.float64), 1000, seeded(), 0.03)
    against = {
        "the jitter was squared": (0.0, (0.01 + 0.03**2) ** 0.5),
        "no jitter was added": (0.0, 0.1),
        "ten times the jitter was added": (0.0, 0.31**0.5),
        "the jitter was added to the standard deviation": (0.0, 0.13),
    }
    assert_normal(samples - mean, 0.0, 0.2, draws=4000, against=against, of="distances from the mean")


@hint("Each attempt has ten times the jitter of the one before, and adds it to cov itself.")
def test_second_attempt_has_ten_times_the_jitter(answer):
    """Variances of -0.05 with the jitter 0.01 become 0.05 at the second attempt."""
    samples = draw(answer, torch.zeros(4), -0.05 * torch.eye(4, dtype=torch.float64), 2500, seeded(), 0.01)
    against = {
        "the jitter of the first attempt was added as well": (0.0, 0.06**0.5),
        "the jitter was not multiplied by 10": (0.0, 0.04**0.5),
        "the jitter was multiplied by 100": (0.0, 0.95**0.5),
    }
    assert_normal(samples, 0.0, 0.05**0.5, draws=10000, against=against, of="entries")


def test_rank_one_gives_a_line(answer):
    """A covariance of rank one gives samples on a line through the mean, to the jitter."""
    v = torch.tensor([1.0, -2.0, 2.0], dtype=torch.float64)
    mean = torch.tensor([5.0, 6.0, 7.0], dtype=torch.float64)
    steps = draw(answer, mean, torch.outer(v, v), 30, seeded()) - mean
    along = steps @ v / 9
    assert_same(steps, torch.outer(along, v), atol=1e-2, saying="a sample {got} away from the mean, not {want}")


@hint("Seven attempts: the jitter, and up to a million times the jitter.")
def test_raises_the_jitter_up_to_a_million_times(answer):
    """An eigenvalue of -0.5 needs the seventh attempt with the default jitter, and gives finite samples."""
    cov = torch.diag(torch.tensor([1.0, -0.5, 2.0], dtype=torch.float64))
    draw(answer, torch.zeros(3, dtype=torch.float64), cov, 5, seeded())
    tiny = torch.diag(torch.tensor([1.0, -5e-9], dtype=torch.float64))
    samples = draw(answer, torch.zeros(2, dtype=torch.float64), tiny, 50, seeded(), 1e-14)
    assert samples[:, 1].abs().max() < 1e-2, (
        "the jitter was enlarged by far more than an eigenvalue of -5e-9 needs."
    )


@hint("After seven attempts the matrix is no covariance: say so instead of going on.")
def test_gives_up_on_what_is_no_covariance(answer):
    """A matrix with an eigenvalue of -9.9 raises RuntimeError."""
    good = torch.eye(3, dtype=torch.float64)
    bad = torch.diag(torch.tensor([1.0, -9.9, 2.0], dtype=torch.float64))
    mean = torch.zeros(3, dtype=torch.float64)
    accepted = (mean, good, 2, seeded())
    assert_raises(RuntimeError, answer.sample_gp_prior, mean, bad, 2, seeded(), accepts=accepted)


def test_has_the_dtype_of_cov(answer):
    """A float64 mean with a float32 cov gives float32 samples, and the other way round float64 ones."""
    draw(answer, torch.zeros(3, dtype=torch.float64), COV.float(), 2, seeded())
    draw(answer, torch.zeros(3), COV, 2, seeded())


STEP = 1e-5


def slopes(answer, mean, cov, moves, cotangent, seed):
    """Return derivatives along moves, by autograd and by differences (runs beside the student's code)."""

    def weighted(m, c):
        samples = answer.sample_gp_prior(m, c, len(cotangent), torch.Generator().manual_seed(seed))
        return (samples * cotangent).sum()

    m, c = mean.clone().requires_grad_(), cov.clone().requires_grad_()
    value = weighted(m, c)
    if not value.requires_grad:
        return "nothing"
    by_mean, by_cov = torch.autograd.grad(value, (m, c), materialize_grads=True)
    got = [(by_mean * a).sum() + (by_cov * b).sum() for a, b in moves]
    want = [
        (weighted(mean + STEP * a, cov + STEP * b) - weighted(mean - STEP * a, cov - STEP * b)) / (2 * STEP)
        for a, b in moves
    ]
    return [torch.stack(got), torch.stack(want)]


def assert_slopes(answer, moves):
    """Compare derivatives of randomly weighted samples along the moves with central differences."""
    mean, cov = torch.tensor([0.5, 1.0, -1.0], dtype=torch.float64), COV
    cotangent = torch.randn(2, 3, generator=seeded(), dtype=torch.float64)
    found = answer.run(slopes, mean, cov, moves, cotangent, 3)
    assert not isinstance(found, str), "sample_gp_prior: the samples are cut from mean and cov."
    assert_same(found[0], found[1], rtol=1e-6, atol=1e-6, saying="samples with the derivative {got}, not {want}")


@hint("Samples move one to one with the mean: add it as it is, without detaching.")
def test_gradient_with_respect_to_the_mean(answer):
    """For a fixed generator, the gradient of the samples with respect to the mean matches central differences."""
    zero = torch.zeros(3, 3, dtype=torch.float64)
    assert_slopes(answer, [(row, zero) for row in torch.eye(3, dtype=torch.float64)])


@hint("Nothing may be detached: z @ L.T with L from the factorisation of cov itself.")
def test_gradient_with_respect_to_the_covariance(answer):
    """For a fixed generator, the gradient with respect to the covariance matches central differences."""
    moves = []
    for i in range(3):
        for j in range(i + 1):
            move = torch.zeros(3, 3, dtype=torch.float64)
            move[i, j] = move[j, i] = 1
            moves.append((torch.zeros(3, dtype=torch.float64), move))
    assert_slopes(answer, moves)


def call_twice(answer, generator):
    """Return the samples of two calls in a row with one generator (runs beside the student's code)."""
    return [answer.sample_gp_prior(torch.zeros(3), torch.eye(3), 2, generator) for _ in range(2)]


@hint("A generator of your own that starts from initial_seed() repeats itself: draw from the one you got.")
def test_a_second_call_goes_on_with_the_generator(answer):
    """Two calls in a row with one generator give different samples."""
    first, second = answer.run(call_twice, seeded())
    assert_same(first, torch.zeros(2, 3), atol=torch.inf)
    assert not torch.equal(first, second), "two calls in a row with one generator gave the same samples."


def touched(answer, generator):
    """Return which global random states a call changes (runs beside the student's code)."""
    import random

    import numpy

    def states():
        return {
            "torch": torch.get_rng_state().tolist(),
            "NumPy": str(numpy.random.get_state()),
            "Python": str(random.getstate()),
        }

    before = states()
    answer.sample_gp_prior(torch.zeros(3), torch.eye(3), 2, generator)
    after = states()
    return [name for name in before if before[name] != after[name]]


@hint("Every random call takes generator=generator; torch.manual_seed changes the state that all others draw from.")
def test_leaves_the_global_random_state_alone(answer):
    """The global random states of torch, NumPy and Python are untouched."""
    names = answer.run(touched, seeded())
    assert not names, f"sample_gp_prior changed the global random state of {names[0]}."


@hint("One factor serves all samples: draw all the noise at once and multiply once.")
def test_one_factor_serves_all_samples(answer):
    """The number of tensor operations does not grow with the number of samples."""
    small, large = ((torch.zeros(3, dtype=torch.float64), COV, count, seeded()) for count in (4, 100))
    assert_vectorised(answer.sample_gp_prior, small=small, large=large, over="samples", python=True)


@hint("Let the noise be (num_samples, n) and multiply it by one (n, n) factor; do not repeat the factor.")
def test_does_not_copy_the_factor_for_each_sample(answer):
    """400 samples of 60 points take memory for some hundred matrices of 60 by 60 less than one for each sample."""
    cov = torch.eye(60, dtype=torch.float64)
    args = (torch.zeros(60, dtype=torch.float64), cov, 400, seeded())
    assert_peak_bytes(answer.sample_gp_prior, *args, at_most=100 * 8 * 60 * 60)


@hint("n is the length of mean; cov has as many rows and columns.")
def test_rejects_shapes_that_do_not_fit(answer):
    """A cov that is not (n, n), or a mean that is not (n,), raises ValueError."""
    mean, cov = torch.zeros(3), torch.eye(3)
    bad = [(mean, cov[:2]), (mean, torch.eye(4)), (torch.zeros(1), cov), (mean[:, None], cov), (mean[None], cov)]
    for args in bad:
        accepted = (mean, cov, 2, seeded())
        assert_raises(ValueError, answer.sample_gp_prior, *args, 2, seeded(), accepts=accepted)


@hint("cov + jitter * eye makes a new matrix; cov.diagonal().add_(jitter) changes the caller's.")
def test_leaves_the_arguments_alone(answer):
    """The caller's mean and cov are unchanged."""
    assert_pure(answer.sample_gp_prior, torch.zeros(3, dtype=torch.float64), COV, 2, seeded())
