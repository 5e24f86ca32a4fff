"""Runs one layer over the whole sequence, then the next over its outputs."""

import torch
from torch import nn


class DeepGRU(nn.Module):
    def __init__(self, num_inputs, num_hiddens, num_layers, dropout=0.0):
        super().__init__()
        if num_layers < 1:
            raise ValueError("num_layers must be at least 1")
        self.num_hiddens = num_hiddens
        self.cells = nn.ModuleList()
        for layer in range(num_layers):
            self.cells.append(nn.GRUCell(num_hiddens if layer else num_inputs, num_hiddens))
        self.dropout = nn.Dropout(dropout)

    def forward(self, X, states=None):
        n, T, _ = X.shape
        last = []
        for layer, cell in enumerate(self.cells):
            inputs = self.dropout(X) if layer > 0 else X
            state = torch.zeros(n, self.num_hiddens, dtype=X.dtype) if states is None else states[layer]
            outputs = []
            for t in range(T):
                state = cell(inputs[:, t], state)
                outputs.append(state)
            X = torch.stack(outputs, dim=1)
            last.append(state)
        return X, torch.stack(last)
