"""Subtracts the target instead of adding it, so that values run away from what was experienced.

Fails: test_moves_one_entry_towards_its_target
"""


def q_learning_update(q, state, action, reward, next_state, terminated, alpha, gamma):
    if alpha < 0 or alpha > 1:
        raise ValueError("alpha should be in [0, 1]")
    best_next = q[next_state].max()
    target = reward + gamma * best_next * (1 - int(terminated))
    new = q.clone()
    new[state, action] = (1 - alpha) * q[state, action] - alpha * target
    return new
