"""Begins the maximum with 0, so that costs are never passed on.

Fails: test_values_may_be_negative
"""


def q_learning_update(q, state, action, reward, next_state, terminated, alpha, gamma):
    if alpha < 0 or alpha > 1:
        raise ValueError("alpha should be in [0, 1]")
    best_next = q[next_state].max().clamp(min=0)
    target = reward + gamma * best_next * (1 - int(terminated))
    new = q.clone()
    new[state, action] = (1 - alpha) * q[state, action] + alpha * target
    return new
