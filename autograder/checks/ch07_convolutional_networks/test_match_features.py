import torch

from autograder.toolkit import assert_same, hint, seeded


@hint("Divide the dot product by the norm of the window and by the norm of the filter, then take the best window.")
def test_finds_the_best_window(answer):
    """An image with (0 3 4) in its middle row matches (3 4) by 1, (4 3) by 24/25 and (1 -1) by 0."""
    images = torch.tensor([[[0.0, 0.0, 0.0], [0.0, 3.0, 4.0], [0.0, 0.0, 0.0]]])
    filters = torch.tensor([[[3.0, 4.0]], [[4.0, 3.0]], [[1.0, -1.0]]])
    by_filters = torch.tensor([[5.0, 4.8, 0.0]])
    guesses = {
        "It looks as if products were divided by the filter's norm only.": by_filters,
        "It looks as if neither norm was divided by.": torch.tensor([[25.0, 24.0, 0.0]]),
        "It looks as if negative similarities were kept.": torch.tensor([[1.0, 0.96, 0.0]])
        - torch.tensor([[0.0, 0.0, 2**-0.5 / 5]]),
    }
    assert_same(answer.match_features(images, filters), torch.tensor([[1.0, 0.96, 0.0]]), guesses=guesses)


@hint("Windows and filters are compared as they are: no flip, no mean subtracted.")
def test_sees_its_filter_at_any_brightness(answer):
    """An image that contains seven times the filter scores 1, its negative scores 0."""
    generator = seeded()
    filters = 0.1 + torch.rand(2, 3, 4, generator=generator)
    image = torch.zeros(8, 9)
    image[4:7, 2:6] = 7 * filters[0]
    got = answer.match_features(torch.stack([image, -image]), filters)
    assert_same(got, torch.zeros(2, 2), atol=torch.inf)  # the form only
    assert_same(got[:, 0], torch.tensor([1.0, 0.0]))


@hint("One row per image, one column per filter.")
def test_gives_one_number_per_image_and_filter(answer):
    """Five images of 9x9 and three filters of 3x3 give a result of shape (5, 3)."""
    got = answer.match_features(torch.ones(5, 9, 9), torch.ones(3, 3, 3))
    assert_same(got, torch.ones(5, 3))
