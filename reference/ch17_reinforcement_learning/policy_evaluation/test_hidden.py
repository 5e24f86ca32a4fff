import torch

from autograder.toolkit import assert_gradients, assert_pure, assert_raises, assert_same, hint, seeded


def _world(S, A, dtype=torch.float64):
    """Draw transition, reward and policy."""
    transition = torch.rand(S, A, S, generator=seeded(), dtype=dtype) ** 4
    transition = transition / transition.sum(-1, keepdim=True)
    policy = torch.softmax(2 * torch.randn(S, A, generator=seeded(), dtype=dtype), -1)
    return transition, torch.randn(S, A, generator=seeded(), dtype=dtype), policy


def _solve(transition, reward, weights, future, gamma):
    """Return the exact values with one set of weights for the rewards and another for the next states."""
    P = torch.einsum("sa,sat->st", future, transition)
    return torch.linalg.solve(torch.eye(len(P), dtype=P.dtype) - gamma * P, (weights * reward).sum(1))


@hint("With gamma 0.99 the error shrinks by only one percent per sweep: go on until V stands still.")
def test_agrees_with_the_linear_system(answer):
    """30 states with γ = 0.99 get the values that solve the linear system."""
    transition, reward, policy = _world(30, 3)
    reward = reward + 1  # so that the values are large
    even = torch.full_like(policy, 1 / 3)
    want = _solve(transition, reward, policy, policy, 0.99)
    guesses = {
        "It looks as if the policy weighted the rewards alone, and all next states counted alike: the same "
        "probabilities belong to both.": _solve(transition, reward, policy, even, 0.99),
        "It looks as if all actions were equally likely.": _solve(transition, reward, even, even, 0.99),
    }
    assert_same(answer.policy_evaluation(transition, reward, policy, 0.99), want, atol=1e-6, guesses=guesses)


@hint("Measure the change with its absolute value: values may fall.")
def test_goes_on_while_values_fall(answer):
    """Where every step costs 1, a state is worth -1 / (1 - γ)."""
    transition, reward, policy = _world(3, 2)
    want = torch.full((3,), -10.0, dtype=torch.float64)
    assert_same(answer.policy_evaluation(transition, -torch.ones_like(reward), policy, 0.9), want, atol=1e-8)


@hint("Weights of 0 and 1 are weights like others.")
def test_follows_a_deterministic_policy(answer):
    """A policy of zeros and ones walks along a corridor: worth γ to the power of the steps before the reward."""
    transition = torch.zeros(4, 2, 4, dtype=torch.float64)
    for s in range(4):
        transition[s, 0, max(s - 1, 0)] = transition[s, 1, min(s + 1, 3)] = 1
    transition[3] = torch.eye(4, dtype=torch.float64)[3]
    reward = torch.zeros(4, 2, dtype=torch.float64)
    reward[2, 1] = 1
    right = torch.tensor([[0.0, 1.0]] * 4, dtype=torch.float64)
    want = torch.tensor([0.25, 0.5, 1.0, 0.0], dtype=torch.float64)
    assert_same(answer.policy_evaluation(transition, reward, right, 0.5), want)
    zeros = torch.zeros(4, dtype=torch.float64)
    assert_same(answer.policy_evaluation(transition, reward, right.flip(1), 0.5), zeros)


@hint("Average over the actions; a maximum belongs to the best policy.")
def test_no_policy_beats_the_best(answer):
    """A random policy is worth less than the best one in every state."""
    transition, reward, policy = _world(8, 3)
    best = torch.zeros(8, dtype=torch.float64)
    for _ in range(400):
        best = (reward + 0.9 * transition @ best).amax(1)
    V = answer.policy_evaluation(transition, reward, policy, 0.9)
    assert_same(torch.maximum(V, best), best, saying="a value of {got} where the best possible is {want}")
    assert_same(
        V < best - 1e-6, torch.ones(8, dtype=torch.bool), saying="a value that only the best policy reaches"
    )


@hint("V is the mean of the returns that an agent collects: simulate a few episodes and compare.")
def test_predicts_the_mean_return(answer):
    """The values are the means of returns in 20,000 simulated episodes."""
    transition = torch.tensor([[[0.9, 0.1], [0.1, 0.9]], [[0.2, 0.8], [0.8, 0.2]]], dtype=torch.float64)
    reward = torch.tensor([[1.0, 0.0], [0.0, 0.5]], dtype=torch.float64)
    policy = torch.tensor([[0.9, 0.1], [0.3, 0.7]], dtype=torch.float64)
    even, generator = torch.full_like(policy, 0.5), seeded()
    V = answer.policy_evaluation(transition, reward, policy, 0.5)
    evenly = _solve(transition, reward, even, even, 0.5)[0].item()
    state, returns = torch.zeros(20000, dtype=torch.long), torch.zeros(20000, dtype=torch.float64)
    for t in range(40):
        action = torch.multinomial(policy[state], 1, generator=generator).squeeze(1)
        returns += 0.5**t * reward[state, action]
        state = torch.multinomial(transition[state, action], 1, generator=generator).squeeze(1)
    # Returns lie in [0, 2]: Hoeffding's bound gives the mean of 20,000 an error above 0.038 once in a million runs.
    assert_same(
        V[0].item(),
        returns.mean().item(),
        rtol=0,
        atol=0.038,
        saying="{got} as the value of state 0; the mean of 20,000 simulated returns is {want}",
        guesses={"It looks as if all actions were equally likely.": evenly},
    )


@hint("Keep the graph from sweep to sweep: no detach, no no_grad, no item().")
def test_gradients_match_central_differences(answer):
    """Gradients with respect to transition and reward match central differences."""
    transition, reward, policy = _world(2, 2)
    assert_gradients(answer.policy_evaluation, transition, reward, policy, 0.4, wrt=(0, 1))


@hint("Weights must be part of the graph too.")
def test_gradient_reaches_the_policy(answer):
    """Where the policy shifts from one action to another, the values change as the gradient says."""
    transition, reward, policy = _world(3, 2)
    gradient = answer.run(_policy_gradient, transition, reward, policy)
    with torch.enable_grad():
        free = policy.clone().requires_grad_()
        want = torch.autograd.grad(_solve(transition, reward, free, free, 0.4).sum(), free)[0]
    shift = gradient[:, 0] - gradient[:, 1]
    assert_same(shift, want[:, 0] - want[:, 1], atol=1e-6)


def _policy_gradient(answer, transition, reward, policy):
    """Return the gradient of the summed values with respect to the policy (runs beside the answer)."""
    policy.requires_grad_()
    V = answer.policy_evaluation(transition, reward, policy, 0.4)
    return torch.autograd.grad(V.sum(), policy)[0]


@hint("In float32 the change may never get below 1e-10; max_iterations ends the loop then.")
def test_keeps_float32(answer):
    """float32 tables give float32 values."""
    transition, reward, policy = _world(5, 3, torch.float32)
    want = _solve(*(t.double() for t in (transition, reward, policy, policy)), 0.4).float()
    assert_same(answer.policy_evaluation(transition, reward, policy, 0.4), want, rtol=1e-4, atol=1e-4)


@hint("Make new tensors in each sweep.")
def test_leaves_the_tables_alone(answer):
    """transition, reward and policy are unchanged."""
    assert_pure(answer.policy_evaluation, *_world(4, 2), 0.5)


@hint("With gamma 1 the sum of rewards has no end, so it is refused; 0 is fine.")
def test_rejects_gamma_that_does_not_discount(answer):
    """A γ of 1, of 1.1 or of -0.1 raises ValueError."""
    world = _world(4, 2)
    for gamma in (1.0, 1.1, -0.1):
        assert_raises(ValueError, answer.policy_evaluation, *world, gamma, accepts=(*world, 0.0))


@hint("Look at the sums of the rows and for negative entries.")
def test_rejects_rows_that_are_no_distribution(answer):
    """A row of policy that sums to 0.9 or 1.1, or holds a negative entry, raises ValueError."""
    transition, reward, _ = _world(2, 2)
    fine = torch.tensor([[0.5, 0.5], [1.0, 0.0]], dtype=torch.float64)
    for row in ([0.5, 0.4], [0.5, 0.6], [1.5, -0.5], [0.5, 0.50001]):
        policy = torch.tensor([[0.5, 0.5], row], dtype=torch.float64)
        assert_raises(
            ValueError,
            answer.policy_evaluation,
            transition,
            reward,
            policy,
            0.4,
            accepts=(transition, reward, fine, 0.4),
        )


@hint("transition is (S, A, S), reward and policy are (S, A): compare all of them.")
def test_rejects_shapes_that_do_not_fit(answer):
    """Tables of other shapes raise ValueError, also where they would broadcast."""
    transition, reward, policy = _world(4, 3)
    one = torch.ones(4, 1, dtype=torch.float64)
    others = [
        (transition, reward[:, :1], policy),
        (transition, reward[0], policy),
        (transition, reward, policy[:1]),
        (transition, reward, policy[0]),
        (transition[:, :1], reward, policy),
        (transition[..., :3], reward, policy),
        (transition[0], reward, policy),
        (transition, reward, one),
    ]
    for other in others:
        assert_raises(ValueError, answer.policy_evaluation, *other, 0.4, accepts=(transition, reward, policy, 0.4))
    cube = torch.ones(2, 2, 2, dtype=torch.float64)
    with_axis = (torch.ones(2, 2, 2, 2, dtype=torch.float64) / 2, cube, cube / 2)
    assert_raises(ValueError, answer.policy_evaluation, *with_axis, 0.4, accepts=(transition, reward, policy, 0.4))
