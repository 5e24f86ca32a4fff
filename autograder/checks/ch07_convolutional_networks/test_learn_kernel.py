import torch

from autograder.toolkit import assert_same, hint


@hint("At K = 0 the residual is -Y: one step gives 2 * lr / Y.numel() times the cross-correlation of X with Y.")
def test_takes_one_step_from_zero(answer):
    """One step from 0 gives 2 lr / N times the cross-correlation of X with Y; the loss is the mean of Y squared."""
    X = torch.tensor([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0]])
    Y = torch.tensor([[1.0, 3.0], [2.0, 0.0]])
    K, losses = answer.learn_kernel(X, Y, (1, 2), 0.1, 1)
    correlated = torch.tensor([[1 * 1 + 2 * 3 + 0 * 2 + 1 * 0, 2 * 1 + 0 * 3 + 1 * 2 + 3 * 0]], dtype=torch.float32)
    want = 2 * 0.1 / 4 * correlated
    guesses = {
        "It looks as if the gradient is that of a sum: the error is a mean, which has the factor 1/N.": 4 * want,
        "It looks as if you went up the gradient.": -want,
        "It looks as if the factor 2 of the derivative of a square is missing.": want / 2,
        "It looks as if the kernel was turned by 180 degrees.": want.flip(0, 1),
    }
    assert_same(K, want, guesses=guesses)
    assert_same(
        losses, torch.tensor([3.5]), guesses={"It looks as if the errors were added up.": torch.tensor([14.0])}
    )


@hint("Compute a fresh gradient in each step, and follow it downwards.")
def test_learns_the_edge_detector(answer):
    """From a 6x8 picture with a dark band and its edges, 100 steps with lr 0.5 find the kernel (1, -1)."""
    X = torch.ones(6, 8)
    X[:, 2:6] = 0.0
    Y = X[:, :-1] - X[:, 1:]
    K, _ = answer.learn_kernel(X, Y, (1, 2), 0.5, 100)
    guesses = {"It looks as if the kernel was turned by 180 degrees.": torch.tensor([[-1.0, 1.0]])}
    assert_same(K, torch.tensor([[1.0, -1.0]]), rtol=0, atol=1e-4, guesses=guesses)
