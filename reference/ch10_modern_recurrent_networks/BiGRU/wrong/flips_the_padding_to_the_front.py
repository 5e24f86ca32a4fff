"""Flips whole padded rows, so that b_rnn begins with the padding and remembers it.

Fails: test_agrees_with_the_library_on_packed_sequences
"""

import torch
from torch import nn


class BiGRU(nn.Module):
    def __init__(self, num_inputs, num_hiddens):
        super().__init__()
        self.f_rnn = nn.GRU(num_inputs, num_hiddens, batch_first=True)
        self.b_rnn = nn.GRU(num_inputs, num_hiddens, batch_first=True)

    def forward(self, X, lengths=None):
        n, T, _ = X.shape
        if lengths is None:
            lengths = torch.full((n,), T)
        forward, _ = self.f_rnn(X)
        backward, _ = self.b_rnn(X.flip(1))
        rows, last = torch.arange(n), lengths - 1
        final = torch.cat([forward[rows, last], backward[:, -1]], 1)
        backward = backward.flip(1)
        valid = (torch.arange(T) < lengths[:, None])[..., None]
        return torch.cat([forward, backward], 2) * valid, final
