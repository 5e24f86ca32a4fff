"""Cuts every sequence to its length and reads it forwards and flipped."""

import torch
from torch import nn


class BiGRU(nn.Module):
    def __init__(self, num_inputs, num_hiddens):
        super().__init__()
        self.f_rnn = nn.GRU(num_inputs, num_hiddens, batch_first=True)
        self.b_rnn = nn.GRU(num_inputs, num_hiddens, batch_first=True)

    def forward(self, X, lengths=None):
        lengths = [X.shape[1]] * len(X) if lengths is None else lengths.tolist()
        outputs, final = [], []
        for x, length in zip(X, lengths):
            forward, f_state = self.f_rnn(x[:length])
            backward, b_state = self.b_rnn(x[:length].flip(0))
            both = torch.cat([forward, backward.flip(0)], dim=1)
            outputs.append(nn.functional.pad(both, (0, 0, 0, X.shape[1] - length)))
            final.append(torch.cat([f_state[0], b_state[0]]))
        return torch.stack(outputs), torch.stack(final)
