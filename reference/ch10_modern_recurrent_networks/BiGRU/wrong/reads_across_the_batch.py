"""Leaves batch_first out of b_rnn, which then reads from one sequence to the next.

Fails: test_agrees_with_the_library_without_lengths
"""

import torch
from torch import nn


class BiGRU(nn.Module):
    def __init__(self, num_inputs, num_hiddens):
        super().__init__()
        self.f_rnn = nn.GRU(num_inputs, num_hiddens, batch_first=True)
        self.b_rnn = nn.GRU(num_inputs, num_hiddens)

    def forward(self, X, lengths=None):
        n, T, _ = X.shape
        if lengths is None:
            lengths = torch.full((n,), T)
        forward, _ = self.f_rnn(X)
        backward, _ = self.b_rnn(reverse_valid(X, lengths))
        rows, last = torch.arange(n), lengths - 1
        final = torch.cat([forward[rows, last], backward[rows, last]], 1)
        backward = reverse_valid(backward, lengths)
        valid = (torch.arange(T) < lengths[:, None])[..., None]
        return torch.cat([forward, backward], 2) * valid, final
