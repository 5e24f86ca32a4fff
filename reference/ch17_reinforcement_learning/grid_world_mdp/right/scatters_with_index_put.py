"""Computes all next states as one tensor and adds the probabilities with index_put_."""

import torch


def grid_world_mdp(grid, slip=0.0):
    widths = {len(row) for row in grid}
    if len(widths) != 1 or 0 in widths:
        raise ValueError("not a rectangle")
    if not all(letter in "SFHG" for row in grid for letter in row):
        raise ValueError("unknown letter")
    if slip < 0 or slip > 1:
        raise ValueError("slip")
    height, width = len(grid), widths.pop()
    letters = [letter for row in grid for letter in row]
    terminal = torch.tensor([letter in ("H", "G") for letter in letters])
    goal = torch.tensor([letter == "G" for letter in letters])

    states = torch.arange(height * width)
    rows, columns = states // width, states % width
    next_rows = (rows[:, None] + torch.tensor([0, 1, 0, -1])).clamp(0, height - 1)
    next_columns = (columns[:, None] + torch.tensor([-1, 0, 1, 0])).clamp(0, width - 1)
    reached = torch.where(terminal[:, None], states[:, None], next_rows * width + next_columns)

    transition = torch.zeros(height * width, 4, height * width, dtype=torch.float64)
    s, a = states[:, None].expand(-1, 4), torch.arange(4).expand(height * width, 4)
    for shift, p in ((0, 1.0 - slip), (1, slip / 2), (-1, slip / 2)):
        weight = torch.full(s.shape, p, dtype=torch.float64)
        transition.index_put_((s, a, reached.roll(shift, 1)), weight, accumulate=True)
    reward = transition[:, :, goal].sum(-1).masked_fill(terminal[:, None], 0.0)
    return transition, reward, terminal
