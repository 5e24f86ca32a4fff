"""Pays 1 for every action that may enter the goal; the expected reward is the probability that it does.

Fails: test_pays_the_probability_of_entering_a_goal
"""

import torch


def grid_world_mdp(grid, slip=0.0):
    if not grid or not grid[0] or any(len(line) != len(grid[0]) for line in grid):
        raise ValueError("ragged or empty map")
    if any(letter not in "SFHG" for line in grid for letter in line) or not 0 <= slip <= 1:
        raise ValueError("unknown letter, or slip is no probability")
    height, width = len(grid), len(grid[0])
    cells = "".join(grid)
    moves = [(0, -1), (1, 0), (0, 1), (-1, 0)]
    transition = torch.zeros(len(cells), 4, len(cells), dtype=torch.float64)
    for s, cell in enumerate(cells):
        row, column = divmod(s, width)
        for a in range(4):
            if cell in "HG":
                transition[s, a, s] = 1
                continue
            outcomes = [(a, 1 - slip), ((a + 1) % 4, slip / 2), ((a + 3) % 4, slip / 2)]
            for move, p in outcomes:
                i = min(max(row + moves[move][0], 0), height - 1)
                j = min(max(column + moves[move][1], 0), width - 1)
                transition[s, a, i * width + j] += p
    goal = torch.tensor([float(cell == "G") for cell in cells], dtype=torch.float64)
    terminal = torch.tensor([cell in "HG" for cell in cells])
    reward = ((transition @ goal) > 0).double()
    reward[terminal] = 0
    return transition, reward, terminal
