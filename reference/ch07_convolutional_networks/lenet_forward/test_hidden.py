import torch
import torch.nn.functional as F

from autograder.toolkit import assert_gradients, assert_learns, assert_pure, assert_same, hint, seeded

SHAPES = [(6, 1, 5, 5), (6,), (16, 6, 5, 5), (16,), (120, 400), (120,), (84, 120), (84,), (4, 84), (4,)]


def _parameters():
    generator = seeded()
    return [2 * torch.randn(s, generator=generator, dtype=torch.float64) / s[-1] ** 0.5 for s in SHAPES]


def _pictures(n):
    return torch.randn(n, 1, 28, 28, generator=seeded(), dtype=torch.float64)


def _lenet(X, params, act=torch.sigmoid, pool=F.avg_pool2d, dense_act=torch.sigmoid):
    """Return the same from the library's functions."""
    W1, b1, W2, b2, W3, b3, W4, b4, W5, b5 = params
    X = pool(act(F.conv2d(X, W1, b1, padding=2)), 2)
    X = pool(act(F.conv2d(X, W2, b2)), 2).flatten(1)
    return F.linear(dense_act(F.linear(dense_act(F.linear(X, W3, b3)), W4, b4)), W5, b5)


@hint("(n, 16, 5, 5) is flattened as it stands, and dense weights are multiplied by their transpose.")
def test_is_exact_in_float64(answer):
    """For four classes, float64 logits agree with the library's layers to 1e-10."""
    X, params = _pictures(3), _parameters()
    relu = torch.relu
    mixed = [*params[:4], params[4].unflatten(1, (16, 25)).mT.flatten(1), *params[5:]]
    twisted = list(params)
    twisted[4], twisted[6] = params[4].reshape(400, 120).T, params[6].reshape(120, 84).T
    guesses = {
        "It looks as if features were flattened with the channel last.": _lenet(X, mixed),
        "It looks as if dense weights were reshaped where they should be transposed.": _lenet(X, twisted),
        "It looks as if pictures were pooled by their maximum; LeNet averages.": _lenet(
            X, params, pool=F.max_pool2d
        ),
        "It looks as if ReLU was used instead of the sigmoid.": _lenet(X, params, relu, dense_act=relu),
        "It looks as if the dense layers have no sigmoid.": _lenet(X, params, dense_act=lambda t: t),
    }
    got = answer.lenet_forward(X, params)
    assert_same(got, _lenet(X, params), rtol=1e-10, atol=1e-10, guesses=guesses)


@hint("Stay inside tensor operations from X to the logits: no detach, no .data.")
def test_gradients_match_central_differences(answer):
    """Gradients with respect to X, W1, b1, W2, W3 and W5 match central differences."""
    wrt = ("X", "params.0", "params.1", "params.2", "params.4", "params.8")
    assert_gradients(answer.lenet_forward, _pictures(2), _parameters(), wrt=wrt)


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
    """Train ten tensors with Adam and return the classes of test_X (runs beside the student's code)."""
    params = []
    for shape in [*SHAPES[:8], (10, 84), (10,)]:
        area = 25 if len(shape) == 4 else 1
        bound = (6 / (area * (shape[0] + shape[1]))) ** 0.5 if len(shape) > 1 else 0.0
        params.append((bound * (2 * torch.rand(shape, generator=generator) - 1)).requires_grad_())
    optimizer = torch.optim.Adam(params, lr=0.005)
    done = 0
    while done < steps:
        for batch in torch.randperm(len(X), generator=generator).split(64)[: steps - done]:
            loss = F.cross_entropy(answer.lenet_forward(X[batch], params), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            done += 1
            yield loss
    with torch.no_grad():
        return answer.lenet_forward(test_X, params).argmax(1)


def test_learns_the_digits(answer):
    """Five epochs of Adam on 1,400 digits bring the ten tensors to at least 70 % of the other 397."""
    X, y, test_X, test_y = _digits()
    assert_learns(
        answer,
        _train,
        metric=lambda got: (got == test_y).double().mean(),
        called="accuracy on 397 new digits",
        at_least=0.70,
        within_steps=5 * 22,
        data=(X, y, test_X),
        seeds=(0,),
        seconds=8.0,
    )


def test_leaves_its_arguments_alone(answer):
    """The caller's X and params are unchanged."""
    assert_pure(answer.lenet_forward, _pictures(2), _parameters())
