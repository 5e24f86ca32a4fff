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


def _by_loops(images, filters):
    """Return all similarities (n, k, positions) from the definition, window by window."""
    kh, kw = filters.shape[1:]
    rows = []
    for image in images:
        windows = [
            image[i : i + kh, j : j + kw].flatten()
            for i in range(image.shape[0] - kh + 1)
            for j in range(image.shape[1] - kw + 1)
        ]
        rows.append([[float(w @ f.flatten() / (w.norm() * f.norm())) for w in windows] for f in filters])
    return torch.tensor(rows, dtype=torch.float64)


@hint("The largest similarity over all windows of one image, for each filter by itself; no window has more than 1.")
def test_agrees_with_the_definition(answer):
    """Random images and filters give the largest similarities that loops over all windows find."""
    images, filters = _randn(3, 5, 6), _randn(4, 2, 3)
    similarities = _by_loops(images, filters)
    windows = images.unfold(1, 2, 1).unfold(2, 3, 1).flatten(3).flatten(1, 2)
    dots = windows @ filters.flatten(1).T / filters.flatten(1).norm(dim=1)
    flipped = _by_loops(images, filters.flip(1, 2))
    guesses = {
        "It looks as if the average over the positions was taken; the best window counts.": similarities.clamp(
            min=0
        ).mean(2),
        "It looks as if products were divided by the filter's norm only.": dots.amax(1).clamp(min=0),
        "It looks as if products were divided by the norm of the whole image.": (
            dots.amax(1) / images.flatten(1).norm(dim=1, keepdim=True)
        ).clamp(min=0),
        "It looks as if the filters were flipped.": flipped.amax(2).clamp(min=0),
        "It looks as if absolute values were taken: cut negative values to 0.": similarities.abs().amax(2),
    }
    want = similarities.amax(2).clamp(min=0)
    assert_same(answer.match_features(images, filters), want, rtol=0, atol=1e-6, guesses=guesses)


@hint("Cut negative values to 0 after the maximum; an absolute value would reward the opposite of the filter.")
def test_cuts_negative_similarities(answer):
    """An image whose windows all point away from a filter scores exactly 0."""
    images, filters = -torch.rand(2, 5, 5, generator=seeded()) - 0.1, torch.rand(3, 2, 2, generator=seeded())
    assert_same(answer.match_features(images, filters), torch.zeros(2, 3), rtol=0, atol=0)


@hint("Divide by the norm of every window; a constant in the denominator must be tiny.")
def test_does_not_care_about_brightness_and_place(answer):
    """Making an image 100 times brighter or darker, or moving its content, changes nothing."""
    filters = _randn(3, 3, 3, dtype=torch.float32)
    images = torch.zeros(2, 12, 12)
    images[:, 3:7, 3:7] = 1 + torch.rand(2, 4, 4, generator=seeded())
    want = answer.match_features(images, filters)
    for factor in (100.0, 0.01):
        assert_same(answer.match_features(factor * images, filters), want, rtol=1e-5, atol=1e-5)
    assert_same(answer.match_features(images.roll((2, -1), (1, 2)), filters), want)


@hint("0 / 0 is nan: treat windows of zeros apart, or add a tiny constant inside the root.")
def test_black_images_match_nothing(answer):
    """Black images score 0, alone and beside others, in float32 and float64."""
    for dtype in (torch.float32, torch.float64):
        images = torch.zeros(2, 5, 5, dtype=dtype)
        images[1, 2:4, 1:3] = 1
        got = answer.match_features(images, torch.ones(1, 2, 2, dtype=dtype))
        assert_same(got, torch.tensor([[0.0], [1.0]], dtype=dtype), rtol=0, atol=1e-6)


def _gradient(answer, images, filters):
    """Return the gradient of all scores for the images (runs beside the student's code)."""
    leaf = images.clone().requires_grad_()
    answer.match_features(leaf, filters).sum().backward()
    return leaf.grad


@hint("The gradient of sqrt at 0 is infinite: put the constant or the torch.where inside the root.")
def test_gradient_of_a_black_image_is_finite(answer):
    """The gradient for a black image contains neither nan nor infinity."""
    gradient = answer.run(_gradient, torch.zeros(1, 4, 4), torch.ones(2, 2, 2))
    assert isinstance(gradient, torch.Tensor), "the scores of a black image have no gradient"
    assert gradient.isfinite().all(), "the gradient of match_features for a black image contains nan or infinity"


@hint("Window norms and filter norms depend on the arguments too: nothing may be detached.")
def test_gradients_match_central_differences(answer):
    """Gradients with respect to images and filters match central differences."""
    assert_gradients(answer.match_features, 1.5 + _randn(2, 4, 5), 1.5 + _randn(2, 2, 2))


@hint("The gradient of sqrt at 0 is infinite, and infinity times 0 is nan.")
def test_gradients_match_beside_black_regions(answer):
    """An image that is black on one side has the gradient of central differences in its bright part."""
    filters = 0.5 + torch.rand(2, 2, 2, generator=seeded(), dtype=torch.float64)

    black = torch.zeros(1, 4, 3, dtype=torch.float64)
    bright = 1 + torch.rand(1, 4, 3, generator=seeded(), dtype=torch.float64)
    gradient = answer.run(_gradient, torch.cat([bright, black], 2), filters)
    leaf = bright.clone().requires_grad_()
    windows = leaf.unfold(1, 2, 1).unfold(2, 2, 1).flatten(3).flatten(1, 2)
    border = (
        torch.nn.functional.pad(leaf[:, :, 2:], (0, 1)).unfold(1, 2, 1).unfold(2, 2, 1).flatten(3).flatten(1, 2)
    )
    units = torch.nn.functional.normalize(filters.flatten(1), dim=1)
    windows = torch.nn.functional.normalize(torch.cat([windows, border], 1), dim=2)
    want = torch.autograd.grad((windows @ units.T).amax(1).sum(), leaf)[0]
    assert_same(gradient, torch.cat([want, black], 2), rtol=0, atol=1e-7)


def _cross(size, top, left):
    image = torch.zeros(16, 16)
    for t in range(size):
        image[top + t, left + t] = image[top + t, left + size - 1 - t] = 1
    return image


def _circle(radius, row, column):
    i, j = torch.meshgrid(torch.arange(16.0), torch.arange(16.0), indexing="ij")
    return (((i - row) ** 2 + (j - column) ** 2).sqrt() - radius).abs().lt(0.5).float()


@hint("A window of more bright pixels must not win by brightness: divide by its norm.")
def test_tells_crosses_from_circles(answer):
    """The filter (1 0 1; 0 1 0; 1 0 1) scores 1 on crosses of thin diagonals and less than 0.9 on circles."""
    crossing = torch.tensor([[[1.0, 0.0, 1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 1.0]]])
    generator = seeded()
    crosses, circles = [], []
    for size in (5, 7, 9, 11):
        top, left = torch.randint(0, 17 - size, (2,), generator=generator).tolist()
        crosses.append(_cross(size, top, left))
    for radius in (3.0, 4.0, 5.0, 6.0):
        crosses.append(_cross(7, *torch.randint(0, 10, (2,), generator=generator).tolist()))
        row, column = (radius + torch.rand(2, generator=generator) * (15 - 2 * radius)).tolist()
        circles.append(_circle(radius, row, column))
    got = answer.match_features(torch.stack(crosses + circles), crossing)
    assert_same(got, torch.zeros(12, 1), atol=torch.inf)  # the form only
    assert_same(got[:8], torch.ones(8, 1), saying="a score of {got} for a cross; it contains the filter, so {want}")
    assert got[8:].max() < 0.9, (
        f"the crossing filter scored {got[8:].max():.3f} on a circle; less than 0.9 is right"
    )


@hint("One matrix product (or convolution) does all images, filters and positions.")
def test_does_not_loop(answer):
    """The number of tensor operations does not grow with images, filters or image size."""
    assert_vectorised(
        answer.match_features,
        small=(_randn(2, 6, 6), _randn(2, 3, 3)),
        large=(_randn(8, 20, 20), _randn(9, 3, 3)),
        over="images, filters or positions",
    )


@hint("Look at the norm of every filter before you divide by it.")
def test_rejects_a_filter_of_zeros(answer):
    """A filter of zeros, also one among others, raises ValueError."""
    images, filters = torch.ones(2, 5, 5), torch.ones(3, 2, 2)
    for zeros in ([0, 1, 2], [1]):
        dead = filters.clone()
        dead[zeros] = 0
        assert_raises(ValueError, answer.match_features, images, dead, accepts=(images, filters))


def test_rejects_filters_larger_than_the_images(answer):
    """A filter that is higher or wider than the images raises ValueError; one of their size is fine."""
    images = torch.ones(2, 4, 5)
    for shape in ((1, 5, 2), (1, 2, 6), (2, 6, 7)):
        assert_raises(
            ValueError, answer.match_features, images, torch.ones(shape), accepts=(images, torch.ones(1, 4, 5))
        )


def test_rejects_tensors_without_three_axes(answer):
    """images or filters that do not have three axes raise ValueError."""
    images, filters = torch.ones(2, 5, 5), torch.ones(3, 2, 2)
    for odd in (images[0], images[:, None]):
        assert_raises(ValueError, answer.match_features, odd, filters, accepts=(images, filters))
    for odd in (filters[0], filters[:, None]):
        assert_raises(ValueError, answer.match_features, images, odd, accepts=(images, filters))


def test_leaves_its_arguments_alone(answer):
    """The caller's images and filters are unchanged."""
    assert_pure(answer.match_features, _randn(2, 5, 5), _randn(3, 2, 2))
