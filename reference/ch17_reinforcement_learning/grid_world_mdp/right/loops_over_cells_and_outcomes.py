"""Loops over cells, actions and the three outcomes of each."""

import torch


def grid_world_mdp(grid, slip=0.0):
    if not grid or not grid[0]:
        raise ValueError("the map has no cells")
    height, width = len(grid), len(grid[0])
    for row in grid:
        if len(row) != width:
            raise ValueError("the rows have different lengths")
        for letter in row:
            if letter not in "SFHG":
                raise ValueError(f"unknown letter {letter!r}")
    if not 0 <= slip <= 1:
        raise ValueError("slip must lie between 0 and 1")

    moves = [(0, -1), (1, 0), (0, 1), (-1, 0)]
    S = height * width
    transition = torch.zeros(S, 4, S, dtype=torch.float64)
    reward = torch.zeros(S, 4, dtype=torch.float64)
    terminal = torch.zeros(S, dtype=torch.bool)
    for i in range(height):
        for j in range(width):
            s = i * width + j
            if grid[i][j] in "HG":
                terminal[s] = True
                transition[s, :, s] = 1
                continue
            for a in range(4):
                for move, p in ((a, 1 - slip), ((a + 1) % 4, slip / 2), ((a - 1) % 4, slip / 2)):
                    row = min(max(i + moves[move][0], 0), height - 1)
                    column = min(max(j + moves[move][1], 0), width - 1)
                    transition[s, a, row * width + column] += p
                    if grid[row][column] == "G":
                        reward[s, a] += p
    return transition, reward, terminal
