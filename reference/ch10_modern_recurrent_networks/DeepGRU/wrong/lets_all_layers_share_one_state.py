"""Hands one state from layer to layer and on in time, so that no layer remembers for itself.

Fails: test_three_layers_agree_with_the_library
"""

import torch
from torch import nn


class DeepGRU(nn.Module):
    def __init__(self, num_inputs, num_hiddens, num_layers, dropout=0.0):
        super().__init__()
        if num_layers < 1:
            raise ValueError("no layers")
        widths = [num_inputs] + [num_hiddens] * (num_layers - 1)
        self.cells = nn.ModuleList([nn.GRUCell(width, num_hiddens) for width in widths])
        self.dropout = nn.Dropout(dropout)

    def forward(self, X, states=None):
        H = X.new_zeros(len(X), self.cells[0].hidden_size) if states is None else states[-1]
        outputs = []
        for x in X.unbind(1):
            for cell in self.cells:
                H = cell(x, H)
                x = self.dropout(H)
            outputs.append(H)
        return torch.stack(outputs, 1), H.expand(len(self.cells), -1, -1)
