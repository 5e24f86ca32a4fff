import torch
from torch import Tensor


def grid_world_mdp(grid: list[str], slip: float = 0.0) -> tuple[Tensor, Tensor, Tensor]:
    """Return transition, reward and terminal tables of a map.

    grid: equally long strings over S, F, H, G. Actions: 0 left, 1 down, 2 right, 3 up.
    Returns transition (S, 4, S) float64, reward (S, 4) float64, terminal (S,) bool.
    Raises ValueError for an empty or ragged map, another letter, or slip outside [0, 1].
    """
    ### BEGIN SOLUTION
    cells, widths = "".join(grid), {len(line) for line in grid}
    if len(widths) != 1 or 0 in widths:
        raise ValueError("grid needs equally long rows with at least one cell")
    if set(cells) - set("SFHG"):
        raise ValueError("grid may hold the letters S, F, H and G only")
    if not 0 <= slip <= 1:
        raise ValueError(f"slip is a probability, not {slip}")
    height, width, S = len(grid), widths.pop(), len(cells)
    moves = [(0, -1), (1, 0), (0, 1), (-1, 0)]  # left, down, right, up
    transition, reward = (torch.zeros(shape, dtype=torch.float64) for shape in ((S, 4, S), (S, 4)))
    for s, cell in enumerate(cells):
        for a in range(4):
            if cell in "HG":
                transition[s, a, s] = 1
                continue
            for move, p in ((a, 1 - slip), ((a + 1) % 4, slip / 2), ((a + 3) % 4, slip / 2)):
                row, column = s // width + moves[move][0], s % width + moves[move][1]
                row, column = min(max(row, 0), height - 1), min(max(column, 0), width - 1)
                s_next = row * width + column
                transition[s, a, s_next] += p
                reward[s, a] += p * (cells[s_next] == "G")
    terminal = torch.tensor([cell in "HG" for cell in cells])
    return transition, reward, terminal
    ### END SOLUTION
