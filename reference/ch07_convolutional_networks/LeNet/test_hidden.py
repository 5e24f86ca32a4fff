import statistics

import torch
import torch.nn.functional as F

from autograder.toolkit import assert_distribution, assert_learns, assert_same, hint, seeded

SHAPES = [(6, 1, 5, 5), (6,), (16, 6, 5, 5), (16,), (120, 400), (120,), (84, 120), (84,), (10, 84), (10,)]


def _parameters(num_classes):
    """Return random parameters in float64, biases too."""
    generator = seeded()
    shapes = [*SHAPES[:8], (num_classes, 84), (num_classes,)]
    return [2 * torch.randn(s, generator=generator, dtype=torch.float64) / s[-1] ** 0.5 for s in shapes]


def _lenet(X, params, act=torch.sigmoid, pool=F.avg_pool2d):
    """Return what the network of the task gives with these parameters, from the library's functions."""
    W1, b1, W2, b2, W3, b3, W4, b4, W5, b5 = params
    X = pool(act(F.conv2d(X, W1, b1, padding=2)), 2)
    X = pool(act(F.conv2d(X, W2, b2)), 2).flatten(1)
    return F.linear(act(F.linear(act(F.linear(X, W3, b3)), W4, b4)), W5, b5)


def _guesses(X, params):
    right = _lenet(X, params)
    return {
        "It looks as if ReLU and maximum pooling were used; the classic network has sigmoids and averages.": (
            _lenet(X, params, torch.relu, F.max_pool2d)
        ),
        "It looks as if ReLU was used instead of the sigmoid.": _lenet(X, params, torch.relu),
        "It looks as if tanh was used instead of the sigmoid.": _lenet(X, params, torch.tanh),
        "It looks as if maximum pooling was used instead of the average.": _lenet(X, params, pool=F.max_pool2d),
        "It looks as if a softmax stands at the end: return logits, the loss applies the softmax.": right.softmax(
            1
        ),
        "It looks as if a sigmoid stands at the end: the last layer returns logits.": right.sigmoid(),
    }


def _copied(answer, num_classes, params):
    """Return the network with copied parameters (runs beside the student's code)."""
    model = answer.LeNet(num_classes).to(params[0].dtype)
    with torch.no_grad():
        for parameter, value in zip(model.parameters(), params, strict=True):
            parameter.copy_(value)
    return model


def _outputs(answer, num_classes, params, X):
    return _copied(answer, num_classes, params)(X).detach()


def _gradients(answer, num_classes, params, X, weights):
    """Return the gradient of a weighted sum of logits for each parameter (runs beside the student's code)."""
    model = _copied(answer, num_classes, params)
    (model(X) * weights).sum().backward()
    return [None if p.grad is None else p.grad for p in model.parameters()]


@hint("Sigmoid after both convolutions and the first two dense layers; 2x2 averages after the first two sigmoids.")
def test_computes_the_classic_network(answer):
    """With copied random parameters, float64 logits agree with the network of the table to 1e-10."""
    params = _parameters(4)
    X = torch.randn(3, 1, 28, 28, generator=seeded(), dtype=torch.float64)
    got = answer.run(_outputs, 4, params, X)
    assert_same(got, _lenet(X, params), rtol=1e-10, atol=1e-10, guesses=_guesses(X, params))


def test_works_in_float32_as_well(answer):
    """With copied random parameters, float32 logits agree to 1e-5."""
    params = [p.float() for p in _parameters(10)]
    X = torch.rand(2, 1, 28, 28, generator=seeded())
    got = answer.run(_outputs, 10, params, X)
    assert_same(got, _lenet(X, params), guesses=_guesses(X, params))


@hint("Only the last layer depends on num_classes.")
def test_takes_any_number_of_classes(answer):
    """LeNet(3) has 61,111 parameters and gives three logits per picture."""
    assert_same(
        answer.run(_size, 3), 61111, saying="a network with {got} parameters for three classes; {want} is right"
    )
    assert_same(answer.LeNet(3)(torch.zeros(2, 1, 28, 28)), torch.zeros(2, 3), atol=torch.inf)


def _size(answer, num_classes):
    return sum(p.numel() for p in answer.LeNet(num_classes).parameters())


@hint("Fill each weight uniformly within sqrt(6 / (fan_in + fan_out)): nn.init.xavier_uniform_.")
def test_weights_fill_glorots_interval(answer):
    """The largest weight of each layer reaches 0.9 of Glorot's bound and never exceeds it."""
    # All of the 150 weights of the smallest layer stay below 0.9 of the bound with probability 0.9^150 = 1.4e-7.
    for name, weight, bound in _weights(answer):
        largest = float(weight.abs().max())
        assert 0.9 * bound < largest <= bound * (1 + 1e-6), (
            f"the largest weight of {name} of a new LeNet is {largest:.4f}; Glorot's bound is {bound:.4f}, and the "
            "largest of many uniform weights lies just below it"
        )


@hint("Uniform, not normal, and symmetric around 0.")
def test_weights_are_uniform(answer):
    """The 48,000 weights of the first dense layer are uniform between minus and plus Glorot's bound."""
    _, weight, bound = _weights(answer)[2]
    assert_distribution(
        weight.flatten().double() / bound,
        lambda t: min(max((t + 1) / 2, 0.0), 1.0),
        draws=48000,
        against={
            "the weights are normal with Glorot's variance": statistics.NormalDist(0, 3**-0.5).cdf,
            "all weights are positive": lambda t: min(max(t, 0.0), 1.0),
        },
        of="weights / bound",
    )


def _weights(answer):
    """Return (name, weight, bound) of the five layers of a new network."""
    names = ("convolution 1", "convolution 2", "dense layer 1", "dense layer 2", "dense layer 3")
    weights = answer.run(_state)[::2]
    found = []
    for name, weight in zip(names, weights, strict=False):
        entries = weight[0, 0].numel()
        found.append((name, weight, (6 / (entries * (weight.shape[0] + weight.shape[1]))) ** 0.5))
    return found


def _state(answer):
    return [p.detach() for p in answer.LeNet().parameters()]


@hint("nn.init.zeros_ for every bias; the library's layers begin with random ones.")
def test_biases_start_at_zero(answer):
    """All five biases of a new network are 0."""
    for shape, bias in zip(SHAPES[1::2], answer.run(_state)[1::2], strict=True):
        assert_same(bias, torch.zeros(shape), saying="a network that starts with a bias of {got}; {want} is right")


def test_every_parameter_gets_its_gradient(answer):
    """The gradients of a weighted sum of logits are those of the network of the table, for all ten tensors."""
    params = _parameters(10)
    generator = seeded()
    X = torch.randn(3, 1, 28, 28, generator=generator, dtype=torch.float64)
    weights = torch.randn(3, 10, generator=generator, dtype=torch.float64)
    leaves = [p.clone().requires_grad_() for p in params]
    want = list(torch.autograd.grad((_lenet(X, leaves) * weights).sum(), leaves))
    assert_same(answer.run(_gradients, 10, params, X, weights), want, rtol=1e-8, atol=1e-9)


def _digits():
    """Return scikit-learn's digits at 28x28, standardised and shuffled: 1,400 to train and 397 to test."""
    from sklearn.datasets import load_digits

    digits = load_digits()
    order = torch.randperm(len(digits.target), generator=seeded(7))
    X = torch.tensor(digits.images, dtype=torch.float32)[order, None] / 16
    X = F.pad(X.repeat_interleave(3, 2).repeat_interleave(3, 3), (2, 2, 2, 2))
    X = (X - X.mean()) / X.std()
    y = torch.tensor(digits.target)[order]
    return X[:1400], y[:1400], X[1400:], y[1400:]


def _train(answer, generator, steps, X, y, test_X):
    """Train with Adam on minibatches of 64 and return the classes of test_X (runs beside the student's code)."""
    model = answer.LeNet()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.005)
    done = 0
    while done < steps:
        for batch in torch.randperm(len(X), generator=generator).split(64)[: steps - done]:
            loss = F.cross_entropy(model(X[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            done += 1
            yield loss
    with torch.no_grad():
        return model(test_X).argmax(1)


def test_learns_the_digits(answer):
    """Seven epochs of Adam on 1,400 digits bring it to at least 88 % of the other 397."""
    X, y, test_X, test_y = _digits()
    assert_learns(
        answer,
        _train,
        metric=lambda got: (got == test_y).double().mean(),
        called="accuracy on 397 new digits",
        at_least=0.88,
        within_steps=7 * 22,
        data=(X, y, test_X),
        seeds=(0,),
    )
