"""Averages the next row, which is the value of acting at random, instead of taking its best entry.

Fails: test_moves_one_entry_towards_its_target
"""


def q_learning_update(q, state, action, reward, next_state, terminated, alpha, gamma):
    if alpha < 0 or alpha > 1:
        raise ValueError("alpha should be in [0, 1]")
    best_next = q[next_state].mean()
    target = reward + gamma * best_next * (1 - int(terminated))
    new = q.clone()
    new[state, action] = (1 - alpha) * q[state, action] + alpha * target
    return new
