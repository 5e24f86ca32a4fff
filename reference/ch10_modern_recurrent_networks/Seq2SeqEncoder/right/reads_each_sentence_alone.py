"""Reads one sentence after the other without its padding, and fills its outputs up with zeros."""

import torch
from torch import nn


class Seq2SeqEncoder(nn.Module):
    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0.0):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size, num_hiddens, num_layers, batch_first=True, dropout=dropout)

    def forward(self, X, valid_len=None):
        lengths = [X.shape[1]] * len(X) if valid_len is None else valid_len.tolist()
        outputs, states = [], []
        for tokens, length in zip(X, lengths):
            output, state = self.rnn(self.embedding(tokens[:length]))
            rest = torch.zeros(X.shape[1] - length, output.shape[1], dtype=output.dtype, device=output.device)
            outputs.append(torch.cat([output, rest]))
            states.append(state)
        return torch.stack(outputs), torch.stack(states, dim=1)
