"""Applies dropout after the top layer too, where no layer reads it.

Fails: test_the_last_output_is_the_top_state_in_training_too
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
        if states is None:
            states = X.new_zeros(len(self.cells), len(X), self.cells[0].hidden_size)
        H = list(states)
        outputs = []
        for x in X.unbind(1):
            for layer, cell in enumerate(self.cells):
                H[layer] = cell(x, H[layer])
                x = self.dropout(H[layer])
            outputs.append(x)
        return torch.stack(outputs, 1), torch.stack(H)
