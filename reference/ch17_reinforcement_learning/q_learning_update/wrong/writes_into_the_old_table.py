"""Writes into the table that was passed in, which the caller still needs.

Fails: test_leaves_the_old_table_alone
"""


def q_learning_update(q, state, action, reward, next_state, terminated, alpha, gamma):
    if alpha < 0 or alpha > 1:
        raise ValueError("alpha should be in [0, 1]")
    best_next = q[next_state].max()
    target = reward + gamma * best_next * (1 - int(terminated))
    new = q
    new[state, action] = (1 - alpha) * q[state, action] + alpha * target
    return new
