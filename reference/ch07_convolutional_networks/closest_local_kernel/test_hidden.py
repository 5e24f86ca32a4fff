import torch

from autograder.toolkit import (
    assert_gradients,
    assert_pure,
    assert_raises,
    assert_same,
    assert_vectorised,
    hint,
    seeded,
)


def _randn(*shape, dtype=torch.float64):
    return torch.randn(*shape, generator=seeded(), dtype=dtype)


@hint(
    "Take the mean over the positions whose pixel exists: (h - |a|) * (w - |b|) of them, fewer for larger offsets."
)
def test_agrees_with_the_definition(answer):
    """Random weights for 4x5 images and delta 2 give the means over all existing pixels, to float64."""
    weights, h, w, delta = _randn(4, 5, 4, 5), 4, 5, 2
    sums, counts = torch.zeros(5, 5, dtype=torch.float64), torch.zeros(5, 5, dtype=torch.float64)
    for i in range(h):
        for j in range(w):
            for k in range(h):
                for l in range(w):
                    if abs(k - i) <= delta and abs(l - j) <= delta:
                        sums[k - i + delta, l - j + delta] += weights[i, j, k, l]
                        counts[k - i + delta, l - j + delta] += 1
    want = sums / counts
    guesses = {
        "It looks as if you summed over the positions instead of averaging.": sums,
        "It looks as if you divided by h * w; near the border fewer positions have the pixel.": sums / (h * w),
        "It looks as if the kernel was turned by 180 degrees.": want.flip(0, 1),
        "It looks as if rows and columns of the offset were exchanged.": want.T,
        "It looks as if the rows of the kernel stand in reverse order.": want.flip(0),
        "It looks as if the columns of the kernel stand in reverse order.": want.flip(1),
    }
    assert_same(answer.closest_local_kernel(weights, delta), want, guesses=guesses)


@hint(
    "The squared distance is smallest at the mean of all weights that share an offset, those near the border too."
)
def test_no_small_change_comes_closer(answer):
    """200 random changes of the kernel never bring its layer closer to the weights."""
    weights = _randn(4, 4, 4, 4)
    V = answer.closest_local_kernel(weights, 1)
    assert_same(V, torch.zeros(3, 3, dtype=torch.float64), atol=torch.inf)  # the form only
    offsets = [(i, j, i + a, j + b) for i in range(4) for j in range(4) for a in (-1, 0, 1) for b in (-1, 0, 1)]
    inside = [(i, j, k, l) for i, j, k, l in offsets if 0 <= k < 4 and 0 <= l < 4]
    targets = torch.stack([weights[place] for place in inside])
    index = torch.tensor([3 * (k - i + 1) + (l - j + 1) for i, j, k, l in inside])

    changes = _randn(200, 9)
    changes = 0.01 * changes / changes.norm(dim=1, keepdim=True)
    before = ((V.reshape(9)[index] - targets) ** 2).sum()
    after = ((V.reshape(9) + changes)[:, index] - targets).square().sum(1)
    closer = int((after < before).sum())
    assert closer == 0, f"{closer} of 200 small changes of your kernel give a layer that is closer to the weights"


@hint("With delta 0 the kernel has one entry, the mean of weights[i, j, i, j].")
def test_is_the_mean_of_the_diagonal_for_delta_zero(answer):
    """With delta 0 every pixel sees itself alone: the mean of weights[i, j, i, j]."""
    weights = _randn(3, 4, 3, 4)
    want = weights.reshape(12, 12).diag().mean().reshape(1, 1)
    assert_same(answer.closest_local_kernel(weights, 0), want)


@hint("delta may be min(h, w) - 1: then the offset (delta, delta) has few positions, but at least one.")
def test_takes_the_largest_delta(answer):
    """3x4 images and delta 2: the corner V[0, 0] is the mean of two weights, in float32."""
    weights = _randn(3, 4, 3, 4, dtype=torch.float32)
    got = answer.closest_local_kernel(weights, 2)
    assert_same(got, torch.zeros(5, 5), atol=torch.inf)  # the form only
    saying = "a kernel with {got} in the corner [0, 0]; {want} was expected"
    assert_same(got[0, 0], (weights[2, 2, 0, 0] + weights[2, 3, 0, 1]) / 2, saying=saying)


@hint("Collect the entries with torch.stack: .item(), float(...) and torch.tensor(...) cut the graph.")
def test_gradients_match_central_differences(answer):
    """Gradients of the kernel with respect to the weights match central differences."""
    assert_gradients(answer.closest_local_kernel, _randn(3, 4, 3, 4), 1)


@hint("Let one tensor operation pick all weights of an offset, for example weights.diagonal(a, 0, 2).")
def test_does_not_loop_over_positions(answer):
    """The number of tensor operations is the same for 6x6 and for 12x12 images."""
    small, large = (_randn(6, 6, 6, 6), 1), (_randn(12, 12, 12, 12), 1)
    assert_vectorised(answer.closest_local_kernel, small=small, large=large, over="pixels")


@hint("Compare the whole shape: weights.shape must be (h, w, h, w), the first two sides again in the same order.")
def test_rejects_weights_of_another_form(answer):
    """Weights that are not of the form (h, w, h, w) raise ValueError."""
    good = (torch.zeros(4, 5, 4, 5), 1)
    for shape in ((4, 5, 5, 4), (4, 5, 4, 6), (4, 4, 5, 5), (4, 5, 4), (4, 5, 4, 5, 4)):
        assert_raises(ValueError, answer.closest_local_kernel, torch.zeros(shape), 1, accepts=good)


@hint("Compare delta with both sides: offsets of min(h, w) pixels do not exist.")
def test_rejects_deltas_that_do_not_fit(answer):
    """A negative delta, and one not smaller than both sides, raise ValueError."""
    high, wide = torch.zeros(5, 4, 5, 4), torch.zeros(4, 5, 4, 5)
    assert_raises(ValueError, answer.closest_local_kernel, wide, -1, accepts=(wide, 0))
    assert_raises(ValueError, answer.closest_local_kernel, wide, 4, accepts=(wide, 3))
    assert_raises(ValueError, answer.closest_local_kernel, high, 4, accepts=(high, 3))


def test_leaves_the_weights_alone(answer):
    """The caller's weights are unchanged."""
    assert_pure(answer.closest_local_kernel, _randn(3, 3, 3, 3), 1)
