"""Looks up the same action in the next row instead of the best one.

Fails: test_moves_one_entry_towards_its_target
"""


def q_learning_update(q, state, action, reward, next_state, terminated, alpha, gamma):
    if alpha < 0 or alpha > 1:
        raise ValueError("alpha should be in [0, 1]")
    best_next = q[next_state, action]
    target = reward + gamma * best_next * (1 - int(terminated))
    new = q.clone()
    new[state, action] = (1 - alpha) * q[state, action] + alpha * target
    return new
