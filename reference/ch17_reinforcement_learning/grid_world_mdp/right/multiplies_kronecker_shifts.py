"""Builds the moves as Kronecker products of one-dimensional shifts with a wall at the end."""

import torch


def grid_world_mdp(grid, slip=0.0):
    if not grid or not grid[0] or {len(row) for row in grid} != {len(grid[0])}:
        raise ValueError("the map must be a rectangle with cells")
    if any(letter not in "SFHG" for row in grid for letter in row):
        raise ValueError("the map may have the letters S, F, H, G only")
    if not 0.0 <= slip <= 1.0:
        raise ValueError("slip must be a probability")

    def eye(n):
        return torch.eye(n, dtype=torch.float64)

    def forward(n):
        shift = torch.diag(torch.ones(n - 1, dtype=torch.float64), 1)
        shift[-1, -1] = 1
        return shift

    height, width = len(grid), len(grid[0])
    left = torch.kron(eye(height), forward(width).flip(0, 1))
    right = torch.kron(eye(height), forward(width))
    down = torch.kron(forward(height), eye(width))
    up = torch.kron(forward(height).flip(0, 1), eye(width))
    sideways, upright = (left + right) / 2, (down + up) / 2
    tables = [
        torch.lerp(move, across, float(slip))
        for move, across in ((left, upright), (down, sideways), (right, upright), (up, sideways))
    ]
    transition = torch.stack(tables, dim=1)

    letters = [letter for row in grid for letter in row]
    goals = [s for s, letter in enumerate(letters) if letter == "G"]
    ends = goals + [s for s, letter in enumerate(letters) if letter == "H"]
    reward = transition[:, :, goals].sum(dim=2)
    reward[ends] = 0
    transition[ends] = eye(len(letters))[ends][:, None]
    terminal = torch.zeros(len(letters), dtype=torch.bool)
    terminal[ends] = True
    return transition, reward, terminal
