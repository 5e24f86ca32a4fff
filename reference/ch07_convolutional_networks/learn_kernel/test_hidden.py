import torch
import torch.nn.functional as F

from autograder.toolkit import assert_pure, assert_raises, assert_same, hint, seeded


def _randn(*shape, dtype=torch.float64):
    return torch.randn(*shape, generator=seeded(), dtype=dtype)


def _correlate(X, K):
    return F.conv2d(X[None, None], K[None, None])[0, 0]


def _descend(X, Y, kernel_size, lr, num_steps):
    """Return kernel and losses of gradient descent on a linear model whose inputs are the windows of X."""
    windows = X.unfold(0, kernel_size[0], 1).unfold(1, kernel_size[1], 1).reshape(Y.numel(), -1)
    gram, moment = windows.T @ windows / Y.numel(), windows.T @ Y.reshape(-1) / Y.numel()
    K, losses = torch.zeros_like(moment), []
    for _ in range(num_steps):
        losses.append(K @ gram @ K - 2 * K @ moment + Y.square().mean())
        K = K - 2 * lr * (gram @ K - moment)
    return K.reshape(kernel_size), torch.stack(losses)


@hint("losses[t] is the error of the kernel before step t, and every step uses a gradient of its own.")
def test_follows_the_gradient_step_by_step(answer):
    """Kernel and losses of six steps agree with an independent computation, in float64."""
    X, Y = _randn(6, 7), _randn(5, 5)
    want_K, want = _descend(X, Y, (2, 3), 0.1, 6)
    late, later = _descend(X, Y, (2, 3), 0.1, 7)
    K, losses = answer.learn_kernel(X, Y, (2, 3), 0.1, 6)
    guesses = {
        "It looks as if the error was recorded after the step: losses[0] belongs to K = 0.": later[1:],
        "It looks as if the errors were added up instead of averaged.": 25 * want,
        "It looks as if only the last error was repeated.": want[-1].expand(6),
    }
    assert_same(losses, want, rtol=1e-10, atol=1e-10, guesses=guesses)
    guesses = {
        "It looks as if one step too many was taken.": late,
        "It looks as if the kernel was turned by 180 degrees.": want_K.flip(0, 1),
    }
    assert_same(K, want_K, rtol=1e-10, atol=1e-10, guesses=guesses)


@hint("Gradients that pile up from step to step overshoot: clear them, or compute them afresh.")
def test_recovers_a_kernel_from_noise(answer):
    """A random 2x2 kernel is recovered from 9x8 noise to 1e-3, and the losses never increase."""
    X = torch.randn(9, 8, generator=seeded(7))
    K = _randn(2, 2, dtype=torch.float32)
    got, losses = answer.learn_kernel(X, _correlate(X, K), (2, 2), 0.25, 60)
    assert_same(got, K, rtol=0, atol=1e-3, guesses={"The kernel seems to be turned.": K.flip(0, 1)})
    assert_same(losses, torch.zeros(60), atol=torch.inf)  # the form only
    up = float((losses[1:] - losses[:-1]).max())
    assert up <= 1e-6, f"the losses increase by {up:.3g} from one step to the next; they should only fall"


@hint("Make both results from X, with X.new_zeros or dtype=X.dtype: torch.zeros alone is float32.")
def test_stays_at_zero_without_steps(answer):
    """With num_steps = 0 the kernel is zero and there are no losses, in the dtype of X."""
    X, Y = _randn(4, 5), _randn(3, 3)
    zeros, empty = torch.zeros(2, 3, dtype=torch.float64), torch.zeros(0, dtype=torch.float64)
    assert_same(answer.learn_kernel(X, Y, (2, 3), 0.1, 0), (zeros, empty))


@hint("Detach what you return: K.detach(), loss.detach().")
def test_returns_tensors_without_graph(answer):
    """Neither result requires a gradient, even where X and Y do."""
    for needs in (False, True):
        for num_steps in (0, 2):
            found = answer.run(_requires_grad, _randn(3, 4), _randn(2, 3), needs, num_steps)
            said = f"requires_grad of kernel and losses is {found} after {num_steps} steps; both should be False"
            assert found == [False, False], said


def _requires_grad(answer, X, Y, needs, num_steps):
    """Return requires_grad of both results (runs beside the student's code)."""
    X, Y = X.clone().requires_grad_(needs), Y.clone().requires_grad_(needs)
    return [result.requires_grad for result in answer.learn_kernel(X, Y, (2, 2), 0.1, num_steps)]


@hint("Compare Y.shape with (h - kh + 1, w - kw + 1): a Y of another shape may broadcast without complaint.")
def test_rejects_outputs_of_another_shape(answer):
    """A Y that does not have the shape of the cross-correlation raises ValueError, even if it would broadcast."""
    X, good = torch.ones(4, 5), (torch.ones(4, 5), torch.ones(3, 3), (2, 3), 0.1, 1)
    for shape in ((2, 3), (3, 4), (1, 3), (3, 1), (3,), (1, 3, 3)):
        assert_raises(ValueError, answer.learn_kernel, X, torch.ones(shape), (2, 3), 0.1, 1, accepts=good)


@hint("lr <= 0 goes nowhere or up the gradient; a negative number of steps means nothing.")
def test_rejects_settings_that_mean_nothing(answer):
    """lr = 0, a negative lr and a negative num_steps raise ValueError."""
    X, Y = torch.ones(3, 3), torch.ones(2, 2)
    good = (X, Y, (2, 2), 0.1, 1)
    assert_raises(ValueError, answer.learn_kernel, X, Y, (2, 2), 0.0, 1, accepts=good)
    assert_raises(ValueError, answer.learn_kernel, X, Y, (2, 2), -0.1, 1, accepts=good)
    assert_raises(ValueError, answer.learn_kernel, X, Y, (2, 2), 0.1, -1, accepts=good)


def test_leaves_the_pictures_alone(answer):
    """The caller's X and Y are unchanged."""
    assert_pure(answer.learn_kernel, _randn(4, 4), _randn(3, 3), (2, 2), 0.1, 2)
