"""Never compares the shape of q_init with the number of states and actions.

Fails: test_rejects_q_init_of_another_shape
"""

import torch


def q_learning(
    reset, step, num_states, num_actions, num_episodes, alpha, gamma, epsilon, max_steps, generator, q_init=None
):
    Q = (
        torch.zeros(num_states, num_actions, dtype=torch.float64)
        if q_init is None
        else q_init.detach().double().clone()
    )
    for _ in range(num_episodes):
        state = reset()
        for t in range(max_steps):
            if torch.rand(1, generator=generator).item() < epsilon:
                action = torch.randint(num_actions, (1,), generator=generator).item()
            else:
                best = (Q[state] == Q[state].max()).nonzero().flatten()
                action = best[torch.randint(len(best), (1,), generator=generator)].item()
            next_state, reward, terminated = step(state, action)
            target = reward + gamma * Q[next_state].max() * (not terminated)
            Q[state, action] += alpha * (target - Q[state, action])
            if terminated:
                break
            state = next_state
    return Q
