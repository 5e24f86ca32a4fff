"""Uses the value of the action taken next (SARSA): that values the exploring policy, not the best one.

Fails: test_learns_the_best_values_while_acting_at_random
"""

import torch


def q_learning(
    reset, step, num_states, num_actions, num_episodes, alpha, gamma, epsilon, max_steps, generator, q_init=None
):
    if q_init is not None and q_init.shape != (num_states, num_actions):
        raise ValueError("q_init has the wrong shape")
    Q = (
        torch.zeros(num_states, num_actions, dtype=torch.float64)
        if q_init is None
        else q_init.detach().double().clone()
    )

    def choose(state):
        if torch.rand(1, generator=generator).item() < epsilon:
            return torch.randint(num_actions, (1,), generator=generator).item()
        best = (Q[state] == Q[state].max()).nonzero().flatten()
        return best[torch.randint(len(best), (1,), generator=generator)].item()

    for _ in range(num_episodes):
        state = reset()
        action = choose(state)
        for _ in range(max_steps):
            next_state, reward, terminated = step(state, action)
            next_action = choose(next_state)
            target = reward + gamma * Q[next_state, next_action] * (not terminated)
            Q[state, action] += alpha * (target - Q[state, action])
            if terminated:
                break
            state, action = next_state, next_action
    return Q
