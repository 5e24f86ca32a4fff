"""Doubles n until the inequality holds, then halves the interval; no formula is solved."""

import math


def required_test_size(margin: float, failure_prob: float, bound: str = "finite") -> int:
    if not 0 < margin < 1:
        raise ValueError("margin")
    if not 0 < failure_prob < 1:
        raise ValueError("failure_prob")
    if bound == "finite":

        def holds(n):
            return math.exp(-2 * n * margin**2) <= failure_prob

    elif bound == "asymptotic":

        def holds(n):
            return math.erfc(math.sqrt(2 * n) * margin) <= failure_prob

    else:
        raise ValueError("bound")
    few, enough = 0, 1
    while not holds(enough):
        few, enough = enough, 2 * enough
    while enough - few > 1:
        middle = (few + enough) // 2
        if holds(middle):
            enough = middle
        else:
            few = middle
    return enough
