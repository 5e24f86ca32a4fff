import torch

from autograder.toolkit import assert_normal, assert_same, hint, seeded


def draw(answer, mean, cov, num_samples, generator):
    """Return samples after a look at their form."""
    samples = answer.sample_gp_prior(mean, cov, num_samples, generator)
    assert_same(samples, torch.zeros(num_samples, len(mean), dtype=cov.dtype), atol=torch.inf)
    return samples


@hint("Multiply standard normal rows by the transposed Cholesky factor of cov, and add the mean.")
def test_two_neighbouring_values(answer):
    """Both entries scatter around their mean with their own variance, and their difference with v1 + v2 - 2 c."""
    mean = torch.tensor([3.0, -2.0], dtype=torch.float64)
    cov = torch.tensor([[1.0, 1.8], [1.8, 4.0]], dtype=torch.float64)
    samples = draw(answer, mean, cov, 3000, seeded())
    parts = (
        ("first entries", (1.0, 0.0), 1.0, {"the noise was multiplied by L instead of its transpose": 4.24**0.5}),
        ("second entries", (0.0, 1.0), 2.0, {"the variance was taken for a standard deviation": 4.0}),
        ("differences", (-1.0, 1.0), 1.4**0.5, {"the two were drawn independently of each other": 5**0.5}),
    )
    for of, direction, std, wrong in parts:
        weights = torch.tensor(direction, dtype=torch.float64)
        against = {name: (float(mean @ weights), other) for name, other in wrong.items()}
        against["the mean was forgotten"] = (0.0, std)
        scattered = samples @ weights
        assert_normal(scattered, float(mean @ weights), std, draws=3000, against=against, of=of, false_alarm=3e-7)


@hint("One sample per row: torch.randn(num_samples, n, ...).")
def test_gives_one_sample_per_row(answer):
    """The result has shape (num_samples, n), also for one sample, in the dtype of cov."""
    for n, num_samples, dtype in ((4, 3, torch.float32), (3, 1, torch.float64), (1, 2, torch.float32)):
        draw(answer, torch.zeros(n, dtype=dtype), torch.eye(n, dtype=dtype), num_samples, seeded())


@hint("Give generator=generator to torch.randn, and seed nothing yourself.")
def test_the_generator_decides(answer):
    """The same seed gives the same samples, another seed others."""
    mean, cov = torch.zeros(3), torch.eye(3)
    first, again, other = (draw(answer, mean, cov, 4, seeded(seed)) for seed in (1, 1, 2))
    assert_same(again, first, saying="{got} where another call with the same seed gave {want}")
    assert not torch.equal(first, other), "generators of different seeds gave the same samples."
