import torch

from autograder.toolkit import assert_raises, assert_same, hint, seeded


def _random_stack(generator):
    """Return up to four layers whose windows leave no gaps: kernel at least as large as stride."""
    layers = []
    for _ in range(int(torch.randint(1, 5, (), generator=generator))):
        stride = int(torch.randint(1, 4, (), generator=generator))
        layers.append((int(torch.randint(stride, 6, (), generator=generator)), stride))
    return layers


def _measure(layers):
    """Return first and last pixel with a gradient, for two neighbouring units of a positive network."""
    spans = []
    X = torch.zeros(1, 1, 400, dtype=torch.float64, requires_grad=True)
    units = X
    for kernel, stride in layers:
        units = torch.nn.functional.conv1d(units, torch.ones(1, 1, kernel, dtype=torch.float64), None, stride)
    for unit in (0, 1):
        (gradient,) = torch.autograd.grad(units[0, 0, unit], X, retain_graph=True)
        seen = gradient[0, 0].nonzero()
        spans.append((int(seen.min()), int(seen.max())))
    return spans


@hint(
    "size grows by (kernel - 1) * jump, with the jump before this layer; then the jump is multiplied by the stride."
)
def test_agrees_with_the_gradients_of_a_network(answer):
    """For 20 random stacks, size and jump are those of the gradients of a network with positive weights."""
    generator = seeded()
    for _ in range(20):
        layers = _random_stack(generator)
        (first, last), (second, _) = _measure(layers)
        own = 1
        for position, (kernel, _) in enumerate(layers):
            widened = 1
            for _, stride in layers[: position + 1]:
                widened *= stride
            own += (kernel - 1) * widened
        got = answer.receptive_field(layers)
        guesses = {
            "It looks as if strides were ignored: 1 + the sum of kernel - 1.": 1 + sum(k - 1 for k, _ in layers),
            "It looks as if the kernel sizes were added up.": sum(k for k, _ in layers),
            "It looks as if a layer's stride widened its own kernel.": own,
        }
        assert_same(got[0], last - first + 1, guesses=guesses)
        assert_same(got[1], second - first, guesses={"It looks as if only the last stride counts.": layers[-1][1]})


@hint("The strides of all earlier layers multiply: behind two strides of 2 one step is 4 pixels.")
def test_knows_lenet(answer):
    """LeNet's convolutions and poolings (5, 1), (2, 2), (5, 1), (2, 2) see 16 pixels, 4 apart."""
    assert_same(answer.receptive_field([(5, 1), (2, 2), (5, 1), (2, 2)]), (16, 4))


@hint("A 1x1 kernel looks at one unit: it adds nothing to the size.")
def test_is_not_changed_by_layers_of_one_pixel(answer):
    """A 1x1 layer with stride 1 changes nothing, wherever it stands."""
    layers = [(3, 2), (4, 3), (2, 1)]
    for place in range(4):
        assert_same(answer.receptive_field([*layers[:place], (1, 1), *layers[place:]]), (15, 6))


@hint("The interval reaches from the first pixel seen to the last one; pixels in a gap count.")
def test_counts_the_pixels_in_gaps(answer):
    """A stride larger than the kernel leaves gaps inside the receptive field; they belong to its width."""
    assert_same(answer.receptive_field([(1, 3), (2, 1)]), (4, 3))
    assert_same(answer.receptive_field([(2, 5), (3, 2)]), (12, 10))


@hint("Start with size 1 and jump 1, the values of a single pixel.")
def test_is_a_pixel_without_layers(answer):
    """No layers give (1, 1)."""
    assert_same(answer.receptive_field([]), (1, 1))
    assert_same(answer.receptive_field(()), (1, 1))


@hint("Look at both numbers of every layer before you use them.")
def test_rejects_layers_that_do_not_exist(answer):
    """A kernel or a stride below 1 raises ValueError, in any layer."""
    for bad in ([(0, 1)], [(3, 0)], [(3, 1), (-1, 1)], [(3, 1), (3, -2)]):
        assert_raises(ValueError, answer.receptive_field, bad, accepts=([(1, 1), (3, 1)],))
