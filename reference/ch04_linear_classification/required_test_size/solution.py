import math
from statistics import NormalDist


def required_test_size(margin: float, failure_prob: float, bound: str = "finite") -> int:
    """Return how many test examples pin the error of a fixed classifier down to a margin.

    margin, failure_prob: strictly between 0 and 1. bound: "finite" (Hoeffding, one-sided) or "asymptotic" (normal,
    two-sided). Raises ValueError for anything else.
    """
    ### BEGIN SOLUTION
    if not (0 < margin < 1 and 0 < failure_prob < 1):
        raise ValueError(f"margin {margin} and failure_prob {failure_prob} must lie between 0 and 1")
    if bound == "finite":
        return math.ceil(math.log(1 / failure_prob) / (2 * margin**2))
    if bound == "asymptotic":
        z = NormalDist().inv_cdf(1 - failure_prob / 2)
        return math.ceil(z**2 / (4 * margin**2))
    raise ValueError(f"there is no bound {bound!r}")
    ### END SOLUTION
