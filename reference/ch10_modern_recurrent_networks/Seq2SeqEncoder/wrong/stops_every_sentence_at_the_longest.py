"""Cuts the whole batch to the length of its longest sentence; shorter ones still read padding.

Fails: test_each_sentence_is_read_as_if_alone
"""

import torch
from torch import nn


class Seq2SeqEncoder(nn.Module):
    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0.0):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size, num_hiddens, num_layers, batch_first=True, dropout=dropout)

    def forward(self, X, valid_len=None):
        if valid_len is None:
            return self.rnn(self.embedding(X))
        outputs, state = self.rnn(self.embedding(X[:, : int(valid_len.max())]))
        mask = torch.arange(X.shape[1]) < valid_len[:, None]
        outputs = nn.functional.pad(outputs, (0, 0, 0, X.shape[1] - outputs.shape[1]))
        return outputs * mask[..., None], state
