"""Takes the final states from the finished outputs: the forward half at the end, the backward half at step 0."""

import torch
from torch import nn


class BiGRU(nn.Module):
    def __init__(self, num_inputs, num_hiddens):
        super().__init__()
        self.f_rnn = nn.GRU(num_inputs, num_hiddens, batch_first=True)
        self.b_rnn = nn.GRU(num_inputs, num_hiddens, batch_first=True)

    def forward(self, X, lengths=None):
        if lengths is None:
            lengths = torch.tensor([X.shape[1]] * X.shape[0])
        forward = self.f_rnn(X)[0]
        backward = reverse_valid(self.b_rnn(reverse_valid(X, lengths))[0], lengths)
        t = torch.arange(X.shape[1])
        outputs = torch.where((t < lengths.unsqueeze(1)).unsqueeze(2), torch.cat((forward, backward), 2), 0)
        ends = torch.stack([row[length - 1] for row, length in zip(forward, lengths)])
        return outputs, torch.cat((ends, outputs[:, 0, forward.shape[2] :]), 1)
