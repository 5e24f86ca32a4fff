import torch

from autograder.toolkit import assert_same, hint, seeded


@hint("In a 2x2 image two pixels have a right neighbour: V[1, 2] is the mean of two weights.")
def test_averages_the_weights_of_each_offset(answer):
    """2x2 images, all weights 0 but weights[0,0,0,1] = 6: V[1, 2] is 3, every other entry 0."""
    weights = torch.zeros(2, 2, 2, 2)
    weights[0, 0, 0, 1] = 6.0
    want, left, below = torch.zeros(3, 3), torch.zeros(3, 3), torch.zeros(3, 3)
    want[1, 2] = left[1, 0] = below[2, 1] = 3.0
    guesses = {
        "It looks as if you summed over the positions: the best single number for several is their mean.": 2 * want,
        "It looks as if you divided by h * w; only two of the four pixels have a right neighbour.": want / 2,
        "It looks as if the kernel was turned by 180 degrees: V[1, 2] weighs the pixel to the right.": left,
        "It looks as if rows and columns were exchanged: a belongs to i and k, b to j and l.": below,
        "It looks as if the image wraps around; a pixel outside does not exist.": (want + left) / 2,
    }
    assert_same(answer.closest_local_kernel(weights, 1), want, guesses=guesses)


@hint(
    "[a + delta, b + delta] is the mean of weights[i, j, i + a, j + b] over the pixels (i + a, j + b) that exist."
)
def test_finds_the_kernel_that_a_layer_was_made_from(answer):
    """A layer for 4x6 images that was made from a 3x3 kernel gives this kernel back."""
    V = torch.randn(3, 3, generator=seeded())
    weights = _layer(V, 4, 6)
    guesses = {
        "It looks as if the kernel was turned by 180 degrees.": V.flip(0, 1),
        "It looks as if rows and columns were exchanged.": V.T,
    }
    assert_same(answer.closest_local_kernel(weights, 1), V, guesses=guesses)


def _layer(V, h, w):
    """Return the weights (h, w, h, w) of the local, translation invariant layer with kernel V."""
    delta = len(V) // 2
    weights = torch.zeros(h, w, h, w, dtype=V.dtype)
    for i in range(h):
        for j in range(w):
            for k in range(max(0, i - delta), min(h, i + delta + 1)):
                for l in range(max(0, j - delta), min(w, j + delta + 1)):
                    weights[i, j, k, l] = V[k - i + delta, l - j + delta]
    return weights
