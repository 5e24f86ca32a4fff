"""Uses the same cell for all upper layers, which then cannot learn different things.

Fails: test_three_layers_agree_with_the_library
"""

import torch
from torch import nn


class DeepGRU(nn.Module):
    def __init__(self, num_inputs, num_hiddens, num_layers, dropout=0.0):
        super().__init__()
        if num_layers < 1:
            raise ValueError("no layers")
        self.cells = nn.ModuleList(
            [nn.GRUCell(num_inputs, num_hiddens)] + [nn.GRUCell(num_hiddens, num_hiddens)] * (num_layers - 1)
        )
        self.dropout = nn.Dropout(dropout)

    def forward(self, X, states=None):
        if states is None:
            states = X.new_zeros(len(self.cells), len(X), self.cells[0].hidden_size)
        H = list(states)
        outputs = []
        for x in X.unbind(1):
            for layer, cell in enumerate(self.cells):
                H[layer] = cell(x, H[layer])
                x = self.dropout(H[layer])
            outputs.append(H[-1])
        return torch.stack(outputs, 1), torch.stack(H)
