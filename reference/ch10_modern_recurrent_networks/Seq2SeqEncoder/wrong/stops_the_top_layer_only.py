"""Picks the last valid state of the top layer, but lets the layers below read on through the padding.

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
        state = state.clone()
        state[-1] = outputs[torch.arange(len(X)), valid_len - 1]
        return outputs * mask[..., None], state
