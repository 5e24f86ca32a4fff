"""Packs the batch for one direction and the reversed batch for the other."""

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class BiGRU(nn.Module):
    def __init__(self, num_inputs, num_hiddens):
        super().__init__()
        self.f_rnn = nn.GRU(num_inputs, num_hiddens, batch_first=True)
        self.b_rnn = nn.GRU(num_inputs, num_hiddens, batch_first=True)

    def forward(self, X, lengths=None):
        if lengths is None:
            lengths = torch.full(X.shape[:1], X.shape[1])

        def read(rnn, batch):
            packed = pack_padded_sequence(batch, lengths.cpu(), batch_first=True, enforce_sorted=False)
            outputs, state = rnn(packed)
            return pad_packed_sequence(outputs, batch_first=True, total_length=X.shape[1])[0], state[0]

        forward, f_last = read(self.f_rnn, X)
        backward, b_last = read(self.b_rnn, reverse_valid(X, lengths))
        backward = reverse_valid(backward, lengths)
        return torch.cat([forward, backward], dim=-1), torch.cat([f_last, b_last], dim=-1)
