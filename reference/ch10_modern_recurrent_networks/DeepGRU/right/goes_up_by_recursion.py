"""Takes the layers of a step by recursion, with functional dropout and optional states."""

import torch
import torch.nn.functional as F
from torch import nn


class DeepGRU(nn.Module):
    def __init__(self, num_inputs, num_hiddens, num_layers, dropout=0.0):
        super().__init__()
        if num_layers <= 0:
            raise ValueError("a deep GRU needs layers")
        lowest = nn.GRUCell(num_inputs, num_hiddens)
        self.cells = nn.ModuleList([lowest, *(nn.GRUCell(num_hiddens, num_hiddens) for _ in range(num_layers - 1))])
        self.p = dropout

    def step(self, x, states, layer=0):
        if layer == len(self.cells):
            return ()
        state = self.cells[layer](x, None if states is None else states[layer])
        above = F.dropout(state, self.p, training=self.training)
        return (state, *self.step(above, states, layer + 1))

    def forward(self, X, states=None):
        history = []
        for t in range(X.size(1)):
            states = self.step(X[:, t], states)
            history.append(states[-1].unsqueeze(1))
        return torch.cat(history, dim=1), torch.stack(states, dim=0)
