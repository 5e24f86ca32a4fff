"""Builds the four matrices of moves that never slip and mixes each with its two neighbours."""

import torch


def grid_world_mdp(grid, slip=0.0):
    if len(grid) == 0 or len(grid[0]) == 0:
        raise ValueError("empty map")
    height, width = len(grid), len(grid[0])
    for line in grid:
        if len(line) != width:
            raise ValueError("ragged map")
        for letter in line:
            if letter not in ("S", "F", "H", "G"):
                raise ValueError(letter)
    if not (slip >= 0 and slip <= 1):
        raise ValueError("slip")
    n = height * width
    sure = torch.zeros(4, n, n, dtype=torch.float64)
    for y in range(height):
        for x in range(width):
            here = y * width + x
            left = here if x == 0 else here - 1
            right = here if x == width - 1 else here + 1
            up = here if y == 0 else here - width
            down = here if y == height - 1 else here + width
            for action, there in enumerate((left, down, right, up)):
                sure[action, here, there] = 1.0
    mixed = (1 - slip) * sure + slip / 2 * (sure.roll(1, 0) + sure.roll(-1, 0))
    text = "".join(grid)
    terminal = torch.tensor([letter == "H" or letter == "G" for letter in text], dtype=torch.bool)
    mixed[:, terminal] = torch.eye(n, dtype=torch.float64)[terminal]
    goal = torch.tensor([1.0 if letter == "G" else 0.0 for letter in text], dtype=torch.float64)
    reward = (mixed @ goal).T.clone()
    reward[terminal] = 0.0
    return mixed.permute(1, 0, 2).contiguous(), reward, terminal
