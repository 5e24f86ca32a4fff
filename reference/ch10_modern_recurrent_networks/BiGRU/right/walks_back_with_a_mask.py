"""Walks from the last step to the first with a mask that keeps the state at zero in the padding."""

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
            lengths = X.new_full((n,), T, dtype=torch.int64)
        valid = (torch.arange(T, device=X.device) < lengths[:, None]).unsqueeze(2)
        forward, _ = self.f_rnn(X)
        state, backward = X.new_zeros(1, n, self.b_rnn.hidden_size), []
        for t in reversed(range(T)):
            _, new = self.b_rnn(X[:, t : t + 1], state)
            state = torch.where(valid[:, t], new, state)
            backward.insert(0, state[0])
        outputs = torch.cat([forward, torch.stack(backward, 1)], 2).masked_fill(~valid, 0.0)
        last = forward.gather(1, (lengths - 1)[:, None, None].expand(n, 1, forward.shape[2]))[:, 0]
        return outputs, torch.cat([last, state[0]], 1)
