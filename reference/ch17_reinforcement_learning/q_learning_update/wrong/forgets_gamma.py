"""Leaves gamma out, so that it does not matter how soon a reward comes.

Fails: test_moves_one_entry_towards_its_target
"""


def q_learning_update(q, state, action, reward, next_state, terminated, alpha, gamma):
    if alpha < 0 or alpha > 1:
        raise ValueError("alpha should be in [0, 1]")
    best_next = q[next_state].max()
    target = reward + best_next * (1 - int(terminated))
    new = q.clone()
    new[state, action] = (1 - alpha) * q[state, action] + alpha * target
    return new
