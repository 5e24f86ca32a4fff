"""Reads the tables off gymnasium's FrozenLake instead of working them out.

Fails: test_gives_all_sixteen_moves_of_a_two_by_two_map
"""

import torch


def grid_world_mdp(grid, slip=0.0):
    import gymnasium

    lake = gymnasium.make("FrozenLake-v1", desc=grid, is_slippery=slip > 0).unwrapped
    num_states = len(grid) * len(grid[0])
    transition = torch.zeros(num_states, 4, num_states, dtype=torch.float64)
    reward = torch.zeros(num_states, 4, dtype=torch.float64)
    for s in range(num_states):
        for a in range(4):
            for p, s_next, r, _ in lake.P[s][a]:
                transition[s, a, s_next] += p
                reward[s, a] += p * r
    terminal = torch.tensor([cell in "HG" for cell in "".join(grid)])
    return transition, reward, terminal
