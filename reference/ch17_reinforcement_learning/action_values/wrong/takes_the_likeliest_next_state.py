"""Looks at the likeliest next state alone and forgets the others.

Fails: test_looks_one_step_ahead
"""


def action_values(transition, reward, values, gamma):
    if transition.dim() != 3 or transition.shape[0] != transition.shape[2]:
        raise ValueError("transition should be (S, A, S)")
    if reward.shape != transition.shape[:2] or values.shape != transition.shape[:1]:
        raise ValueError("reward should be (S, A) and values (S,)")
    expected = values[transition.argmax(-1)]
    return reward + gamma * expected
