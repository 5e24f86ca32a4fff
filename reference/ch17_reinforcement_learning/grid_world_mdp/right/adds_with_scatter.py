"""Computes all neighbours at once by broadcasting and adds up probabilities with scatter_add_."""

import torch


def grid_world_mdp(grid, slip=0.0):
    if len(grid) == 0 or len(grid[0]) == 0:
        raise ValueError("empty map")
    if len({len(row) for row in grid}) > 1:
        raise ValueError("ragged map")
    letters = "".join(grid)
    if set(letters) - set("SFHG"):
        raise ValueError("letters must be S, F, H or G")
    if slip < 0 or slip > 1:
        raise ValueError("slip outside [0, 1]")

    height, width, S = len(grid), len(grid[0]), len(letters)
    codes = torch.tensor([ord(letter) for letter in letters])
    goal = codes == ord("G")
    terminal = goal | (codes == ord("H"))

    state = torch.arange(S)[:, None]
    i = (state // width + torch.tensor([0, 1, 0, -1])).clamp(0, height - 1)
    j = (state % width + torch.tensor([-1, 0, 1, 0])).clamp(0, width - 1)
    target = torch.where(terminal[:, None], state, i * width + j)  # (S, 4)

    targets = torch.stack([target, target.roll(-1, 1), target.roll(1, 1)], dim=2)
    weights = torch.tensor([1 - slip, slip / 2, slip / 2], dtype=torch.float64).expand(S, 4, 3)
    transition = torch.zeros(S, 4, S, dtype=torch.float64).scatter_add_(2, targets, weights)
    reward = transition @ goal.double() * ~terminal[:, None]
    return transition, reward, terminal
