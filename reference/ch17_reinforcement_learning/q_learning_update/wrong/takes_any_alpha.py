"""Never looks at alpha, so that with 1.5 it overshoots the target each time.

Fails: test_rejects_alpha_outside_the_unit_interval
"""


def q_learning_update(q, state, action, reward, next_state, terminated, alpha, gamma):
    best_next = q[next_state].max()
    target = reward + gamma * best_next * (1 - int(terminated))
    new = q.clone()
    new[state, action] = (1 - alpha) * q[state, action] + alpha * target
    return new
