import torch

from autograder.toolkit import assert_same, hint

ENDS = (5, 7, 11, 12, 15)  # the holes of the 4x4 lake, and its goal in cell 15
NEXT = [
    [s] * 4 if s in ENDS else [s - (s % 4 > 0), s + 4 * (s < 12), s + (s % 4 < 3), s - 4 * (s > 3)]
    for s in range(16)
]  # after left, down, right, up


def _lake():
    """Return the tables of the 4x4 lake without slipping."""
    transition = torch.eye(16, dtype=torch.float64)[torch.tensor(NEXT)]
    reward = transition[..., 15].clone()
    reward[15] = 0
    return transition, reward


def _solve(answer, *args, **kwargs):
    """Return the answer's four results."""
    results = answer.value_iteration(*args, **kwargs)
    assert isinstance(results, tuple) and len(results) == 4, (
        "value_iteration did not return four values; end with: return V, Q, policy, k"
    )
    return results


@hint("The goal pays on entering it; each of the five moves before that multiplies by gamma once.")
def test_solves_the_small_lake(answer):
    """The 4×4 lake with γ = 0.95 is worth γ⁵ at the start."""
    V = _solve(answer, *_lake(), 0.95)[0]
    assert_same(V, torch.zeros(16, dtype=torch.float64), atol=torch.inf)  # the shape
    assert_same(
        V[0].item(), 0.95**5, saying="a start value of {got}; six moves, the last of which pays, give {want}"
    )


@hint("Every sweep counts, the last one too, which finds that no value changes any more.")
def test_counts_the_sweep_that_notices(answer):
    """The 4×4 lake takes 7 sweeps: six moves, and one to notice that nothing changes any more."""
    k = _solve(answer, *_lake(), 0.95)[3]
    assert_same(k, 7, saying="{got} as the number of sweeps; {want} was expected")


@hint("The policy is the argmax of Q over the actions: reward plus discounted value of where an action leads.")
def test_the_policy_walks_to_the_goal(answer):
    """Following the policy from the start of the lake reaches the goal in 6 moves."""
    policy = _solve(answer, *_lake(), 0.95)[2]
    assert_same(policy * 0, torch.zeros(16, dtype=torch.int64))
    path = [0]
    while path[-1] not in ENDS and len(path) <= 16:
        path.append(NEXT[path[-1]][int(policy[path[-1]]) % 4])
    walk = " -> ".join(map(str, path[:12])) + (" ..." if len(path) > 12 else "")
    assert path[-1] == 15 and len(path) == 7, (
        f"the policy that value_iteration returned visits the cells {walk}; it should reach cell 15 in 6 moves"
    )
