"""Masks the outputs but returns states that have read all the padding: short sentences are half forgotten.

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
        outputs, state = self.rnn(self.embedding(X))
        if valid_len is None:
            return outputs, state
        mask = torch.arange(X.shape[1], device=X.device) < valid_len[:, None]
        return outputs * mask[..., None], state
