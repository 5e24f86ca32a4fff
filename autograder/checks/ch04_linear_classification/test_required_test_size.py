from autograder.toolkit import assert_raises, assert_same, hint


@hint("Solve exp(-2 n t²) <= failure_prob for n, and round up.")
def test_finite_bound_for_one_percent(answer):
    """Within 0.01 except with probability 0.05 takes 14,979 examples by the finite bound, the default."""
    guesses = {
        "It looks as if failure_prob was split over two sides: the inequality of the task is one-sided.": 18445,
        "It looks as if the result was rounded down: n must be large enough, so round up.": 14978,
        "It looks as if the margin was not squared.": 150,
        "It looks as if the asymptotic bound is the default.": 9604,
    }
    assert_same(answer.required_test_size(0.01, 0.05), 14979, guesses=guesses)


@hint("z is the 1 - failure_prob / 2 quantile of the standard normal, and n >= z² / (4 t²).")
def test_asymptotic_bound_for_one_percent(answer):
    """Within 0.01 except with probability 0.05 takes 9,604 examples by the normal approximation."""
    guesses = {
        "It looks as if the quantile is one-sided: the error may be off to either side.": 6764,
        "It looks as if the margin was not squared.": 97,
        "It looks as if the variance was taken for 1; that of a yes-or-no variable is at most 1/4.": 38415,
        "It looks as if the finite bound was used for both.": 14979,
    }
    assert_same(answer.required_test_size(0.01, 0.05, "asymptotic"), 9604, guesses=guesses)


@hint("Compare margin with 0 and 1 before you divide by it.")
def test_rejects_a_margin_of_zero(answer):
    """A margin of 0 raises ValueError: no finite test set is exact."""
    assert_raises(ValueError, answer.required_test_size, 0.0, 0.05, accepts=(0.1, 0.05))
