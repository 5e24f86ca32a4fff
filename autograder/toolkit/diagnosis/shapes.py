"""What another shape than the expected one looks like, whatever the numbers in it."""

import itertools

import torch

from autograder.toolkit.diagnosis.pair import VAGUE, Findings


def shapes(got: torch.Tensor, want: torch.Tensor) -> Findings:
    """Find what one step away from the expected shape gives the other."""
    mine, theirs = tuple(got.shape), tuple(want.shape)
    if mine == theirs or max(got.dim(), want.dim()) > 6:
        return
    if len(mine) == len(theirs) <= 5 and any(order == mine for order in itertools.permutations(theirs)):
        yield VAGUE, "It looks as if axes are exchanged."
    elif got.numel() == want.numel():
        said = "The number of elements is right: an axis of size 1 is missing or left over, or a reshape is needed."
        yield VAGUE, said
    elif len(mine) == 2 and mine[0] == mine[1] == want.numel() > 2:
        yield VAGUE, "It looks as if (n, 1) and (n,) were combined, which broadcasts to (n, n)."
    elif len(theirs) == len(mine) + 1:
        yield VAGUE, "It looks as if one axis too many was reduced."
    elif len(mine) > len(theirs):
        choices = itertools.combinations(range(len(mine)), len(mine) - len(theirs))
        left = [axes for axes in choices if tuple(size for i, size in enumerate(mine) if i not in axes) == theirs]
        if len(left) == 1:
            many = "was" if len(left[0]) == 1 else "were"
            yield VAGUE, f"It looks as if {words(left[0])} {many} not reduced."


def words(axes: tuple[int, ...]) -> str:
    """Return "axis 1" or "axes 0 and 1"."""
    return f"ax{'is' if len(axes) == 1 else 'es'} {' and '.join(map(str, axes))}"
