import torch
import torch.nn.functional as F
from sklearn.datasets import load_digits

from autograder.toolkit import assert_is_gradient, assert_learns, assert_same, hint, seeded


def draws(*shapes):
    """Return a random float64 tensor of each shape."""
    generator = seeded()
    return [torch.randn(shape, generator=generator, dtype=torch.float64) for shape in shapes]


def with_parameters(answer, W, b):
    """Return a model of the student's with these parameters (runs beside the student's code, as all below)."""
    model = answer.SoftmaxRegression(W.shape[1], W.shape[0]).to(W.dtype)
    with torch.no_grad():
        for parameter, value in zip(model.parameters(), (W, b), strict=True):
            parameter.copy_(value)
    return model


def logits_of(answer, W, b, x):
    model = with_parameters(answer, W, b)
    return [model(x).detach(), model.train()(x).detach(), model.eval()(x).detach()]


@hint("The logits are flat images times weights plus bias, and nothing after it: no softmax, no ReLU.")
def test_agrees_with_the_model_from_scratch(answer):
    """With weights copied, the logits of images are x W^T + b, also negative ones."""
    W, b, x = draws((4, 12), (4,), (6, 3, 2, 2))
    want = x.reshape(6, 12) @ W.T + b
    guesses = {
        "It looks as if forward takes the softmax: the library's loss expects logits.": want.softmax(1),
        "It looks as if forward takes the log of the softmax: logits were asked for.": want.log_softmax(1),
    }
    assert_same(answer.run(logits_of, W, b, x)[0], want, guesses=guesses)
    assert_same(answer.run(logits_of, W.float(), b.float(), x.float())[0], want.float(), rtol=1e-4, atol=1e-4)


@hint("Dropout and batch normalisation behave differently in training; softmax regression has neither.")
def test_modes_make_no_difference(answer):
    """The output is the same in train() and in eval() mode."""
    W, b, x = draws((4, 12), (4,), (6, 3, 2, 2))
    _, trained, evaluated = answer.run(logits_of, W, b, x)
    assert_same(trained, evaluated)


def loss_of(answer, logits, labels):
    return answer.SoftmaxRegression(2, logits.shape[1]).loss(logits, labels).detach()


@hint("F.cross_entropy(logits, labels) averages over the examples.")
def test_loss_is_the_mean_cross_entropy(answer):
    """The loss of random logits is the mean of log-sum-exp minus the logit of the true class."""
    (logits,) = draws((7, 4))
    labels = torch.randint(4, (7,), generator=seeded())
    want = (logits.exp().sum(1).log() - logits[torch.arange(7), labels]).mean()
    twice = F.cross_entropy(logits.softmax(1), labels)
    guesses = {"It looks as if the softmax is taken twice: the library's loss takes it already.": twice}
    assert_same(answer.run(loss_of, logits, labels), want, guesses=guesses)


@hint("The library's loss from logits never forms a probability; log of softmax does, and it underflows.")
def test_loss_survives_large_logits(answer):
    """Logits (10⁴, -10⁴) with label 1 have the loss 2·10⁴, in float32."""
    got = answer.run(loss_of, torch.tensor([[1e4, -1e4]]), torch.tensor([1]))
    assert_same(got, torch.tensor(2e4), rtol=1e-7, atol=1e-3)


def gradients(answer, W, b, x, labels):
    model = with_parameters(answer, W, b)
    model.loss(model(x), labels).backward()
    return [p.grad for p in model.parameters()]


@hint("forward and loss must stay in the graph: no detach(), no no_grad(), no .item().")
def test_gradients_match_central_differences(answer):
    """The gradients of the loss with respect to weight and bias match central differences in float64."""
    W, b, x = draws((3, 4), (3,), (5, 2, 2))
    labels = torch.randint(3, (5,), generator=seeded())
    got = dict(zip(("weight", "bias"), answer.run(gradients, W, b, x, labels), strict=True))
    for name, gradient in got.items():
        assert gradient is not None, f"after backward from the loss, the gradient of the {name} is None"

    def loss(weight, bias):
        return F.cross_entropy(x.flatten(1) @ weight.T + bias, labels)

    assert_is_gradient(got, of=loss, at={"weight": W, "bias": b})


def stored(answer):
    return list(answer.SoftmaxRegression(6, 3).state_dict())


@hint("One nn.Linear as an attribute stores its weight and its bias, and nothing else has to be stored.")
def test_stores_weight_and_bias_alone(answer):
    """state_dict has exactly two entries."""
    names = answer.run(stored)
    assert len(names) == 2, f"state_dict has the entries {', '.join(names) or 'none'}; two were expected"


def train(answer, generator, steps, x, y, x_val):
    """Train on minibatches of 64 with plain SGD; return validation logits (runs beside the student's code)."""
    model = answer.SoftmaxRegression(64, 10)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    for _ in range(10):
        for batch in torch.randperm(len(x), generator=generator).split(64):
            loss = model.loss(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            yield loss
    return model(x_val).detach()


@hint("Is there a softmax before the library's loss? Then ten epochs are not enough.")
def test_learns_the_digits(answer):
    """Ten epochs of SGD on 1,400 digits bring the validation accuracy to 0.92 or more, within 3 seconds."""
    digits = load_digits()
    x, y = torch.tensor(digits.images, dtype=torch.float32) / 16, torch.tensor(digits.target)
    order = torch.randperm(len(y), generator=seeded(1))
    x, y = x[order], y[order]
    assert_learns(
        answer,
        train,
        metric=lambda logits: (logits.argmax(1) == y[1400:]).double().mean(),
        called="validation accuracy on the digits",
        within_steps=220,
        at_least=0.92,
        data=(x[:1400], y[:1400], x[1400:]),
        seeds=(0, 1),
        seconds=3.0,
    )
