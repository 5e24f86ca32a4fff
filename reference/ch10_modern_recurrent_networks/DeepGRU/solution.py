import torch
from torch import Tensor, nn


class DeepGRU(nn.Module):
    """Stack num_layers GRU cells, with dropout between the layers.

    The attribute cells is a ModuleList with one GRUCell per layer, from the bottom up; these are all parameters.
    Raises ValueError for num_layers below 1.
    """

    def __init__(self, num_inputs: int, num_hiddens: int, num_layers: int, dropout: float = 0.0) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        if num_layers < 1:
            raise ValueError(f"a stack has at least one layer, not {num_layers}")
        widths = [num_inputs] + [num_hiddens] * (num_layers - 1)
        self.cells = nn.ModuleList(nn.GRUCell(width, num_hiddens) for width in widths)
        self.dropout = nn.Dropout(dropout)
        ### END SOLUTION

    def forward(self, X: Tensor, states: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Run over X (n, T, num_inputs) from states (num_layers, n, num_hiddens), zeros if None.

        Returns the top layer's states (n, T, num_hiddens) and the last states (num_layers, n, num_hiddens).
        """
        ### BEGIN SOLUTION
        if states is None:
            states = X.new_zeros(len(self.cells), len(X), self.cells[0].hidden_size)
        H = list(states)
        outputs = []
        for going_up in X.unbind(1):
            for layer, cell in enumerate(self.cells):
                H[layer] = cell(going_up, H[layer])
                going_up = self.dropout(H[layer])
            outputs.append(H[-1])
        return torch.stack(outputs, 1), torch.stack(H)
        ### END SOLUTION
