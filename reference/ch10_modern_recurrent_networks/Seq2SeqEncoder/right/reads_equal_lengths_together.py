"""Reads all sentences of the same length in one call and writes the results into tensors of zeros."""

import torch
from torch import nn


class Seq2SeqEncoder(nn.Module):
    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0.0):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size, num_hiddens, num_layers, batch_first=True, dropout=dropout)

    def forward(self, X, valid_len=None):
        n, T = X.shape
        if valid_len is None:
            valid_len = torch.full((n,), T)
        embedded = self.embedding(X)
        outputs = embedded.new_zeros(n, T, self.rnn.hidden_size)
        state = embedded.new_zeros(self.rnn.num_layers, n, self.rnn.hidden_size)
        for length in valid_len.unique().tolist():
            rows = (valid_len == length).nonzero().flatten()
            output, last = self.rnn(embedded[rows, :length])
            outputs[rows, :length] = output
            state[:, rows] = last
        return outputs, state
