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


def _batch(N, A=3, dtype=torch.float64):
    """Draw logits, actions, returns and baseline."""
    logits = torch.randn(N, A, generator=seeded(), dtype=dtype)
    actions = torch.randint(A, (N,), generator=seeded())
    returns, baseline = (torch.randn(N, generator=seeded(), dtype=dtype) for _ in range(2))
    return logits, actions, returns, baseline


def _gradient(answer, logits, actions, returns, baseline):
    """Return the gradients that a backward pass leaves (runs beside the answer)."""
    leaves = [x.clone().requires_grad_() for x in (logits, returns, baseline)]
    answer.reinforce_loss(leaves[0], actions, *leaves[1:]).backward()
    return [leaf.grad for leaf in leaves]


@hint(
    "Beside the actions taken, the normaliser of the softmax carries a gradient: detach returns and baseline only."
)
def test_gradients_match_central_differences(answer):
    """Gradients with respect to the logits match central differences."""
    assert_gradients(answer.reinforce_loss, *_batch(5), wrt=("logits",))


def test_agrees_with_one_state_after_the_other(answer):
    """On a random batch of six the loss is minus the mean over its states."""
    logits, actions, returns, baseline = _batch(6)
    total = 0.0
    for i, action in enumerate(actions.tolist()):
        total += (logits[i, action] - logits[i].exp().sum().log()) * (returns[i] - baseline[i])
    assert_same(answer.reinforce_loss(logits, actions, returns, baseline), -total / 6)


@hint("Each action counts with the logarithm of its probability: only that makes the average come out right.")
def test_is_on_average_the_gradient_of_the_expected_return(answer):
    """Averaged over the policy's actions, the gradient is minus that of the expected return, for any baseline."""
    logits = torch.randn(1, 4, generator=seeded(), dtype=torch.float64)
    paid = torch.randn(4, generator=seeded(), dtype=torch.float64)
    policy = torch.softmax(logits, 1)
    want = -policy * (paid - (policy * paid).sum())
    for b in (0.0, 3.0):
        baseline, mean = torch.tensor(b, dtype=torch.float64), torch.zeros(1, 4, dtype=torch.float64)
        for action in range(4):
            args = (logits, torch.tensor([action]), paid[action : action + 1], baseline)
            gradient = answer.run(_gradient, *args)[0]
            assert gradient is not None, "no gradient reached the logits"
            mean = mean + policy[0, action] * gradient
        assert_same(
            mean, want, saying=f"an average gradient of {{got}} with a baseline of {b:g}; {{want}} was expected"
        )


@hint("Take a log-softmax in one step: the logarithm of a softmax that has become 0 is infinite.")
def test_survives_large_logits(answer):
    """Logits of ±10⁴ give the right loss and a finite gradient."""
    logits = torch.tensor([[1e4, -1e4, 0.0], [-1e4, 0.0, 1e4]])
    actions, returns = torch.tensor([1, 2]), torch.tensor([1.0, 2.0])
    assert_same(answer.reinforce_loss(logits, actions, returns), torch.tensor(1e4))
    gradient = answer.run(_gradient, logits, actions, returns, torch.tensor(0.0))[0]
    assert_same(gradient, torch.tensor([[0.5, -0.5, 0.0], [0.0, 0.0, 0.0]]))


@hint("The advantage is a fixed weight: detach returns minus baseline.")
def test_returns_and_baseline_are_constants(answer):
    """No gradient reaches returns or baseline."""
    _, into_returns, into_baseline = answer.run(_gradient, *_batch(4))
    assert into_returns is None, "a gradient reached returns"
    assert into_baseline is None, "a gradient reached baseline"


@hint("Compare the shapes before computing: (N, 1) and (N,) broadcast to (N, N).")
def test_rejects_batches_that_do_not_fit(answer):
    """Actions, returns or a baseline of another length, or in a column, raise ValueError."""
    good = _batch(4)
    for place in (1, 2, 3):
        for value in (good[place][:3], good[place][:1], good[place][:, None]):
            bad = [*good[:place], value, *good[place + 1 :]]
            assert_raises(ValueError, answer.reinforce_loss, *bad, accepts=good)


def test_takes_all_states_at_once(answer):
    """The number of operations does not grow with the number of states."""
    small, large = _batch(3), _batch(100)
    assert_vectorised(answer.reinforce_loss, small=small, large=large, over="the number of states", python=True)


def test_leaves_its_arguments_alone(answer):
    """The caller's tensors are unchanged."""
    assert_pure(answer.reinforce_loss, *_batch(4))
