"""Takes one-hot rows of the sure moves and mixes them with a 4 by 4 matrix of slipping."""

import torch
from torch.nn.functional import one_hot


def grid_world_mdp(grid, slip=0.0):
    cells = "".join(grid)
    if not cells or any(len(row) != len(grid[0]) for row in grid) or not set(cells) <= set("SFHG"):
        raise ValueError("grid must be a rectangle of S, F, H and G")
    if not 0 <= slip <= 1:
        raise ValueError(f"slip is {slip}, not in [0, 1]")

    height, width = len(grid), len(grid[0])
    index = torch.arange(height * width).view(height, width)
    moved = torch.stack(
        [
            torch.cat([index[:, :1], index[:, :-1]], dim=1),
            torch.cat([index[1:], index[-1:]]),
            torch.cat([index[:, 1:], index[:, -1:]], dim=1),
            torch.cat([index[:1], index[:-1]]),
        ]
    ).view(4, -1)
    sure = one_hot(moved, height * width).double()  # (4, S, S)

    eye = torch.eye(4, dtype=torch.float64)
    mix = (1 - slip) * eye + slip / 2 * (eye.roll(1, dims=1) + eye.roll(-1, dims=1))
    transition = torch.einsum("ab,bst->sat", mix, sure)

    terminal = torch.tensor([cell in "HG" for cell in cells])
    goal = torch.tensor([float(cell == "G") for cell in cells], dtype=torch.float64)
    reward = torch.einsum("sat,t->sa", transition, goal).masked_fill(terminal[:, None], 0)
    stay = torch.eye(len(cells), dtype=torch.float64)[:, None]
    return torch.where(terminal[:, None, None], stay, transition), reward, terminal
