"""Adds the value of the state the agent is in, not of those it may get to.

Fails: test_looks_one_step_ahead
"""


def action_values(transition, reward, values, gamma):
    if transition.dim() != 3 or transition.shape[0] != transition.shape[2]:
        raise ValueError("transition should be (S, A, S)")
    if reward.shape != transition.shape[:2] or values.shape != transition.shape[:1]:
        raise ValueError("reward should be (S, A) and values (S,)")
    expected = values[:, None]
    return reward + gamma * expected
