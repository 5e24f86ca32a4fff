"""Gives the context at the first step only and zeros after it: the message is soon forgotten.

Fails: test_one_call_equals_a_call_for_each_token
"""

import torch
from torch import nn


class Seq2SeqDecoder(nn.Module):
    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0.0):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size + num_hiddens, num_hiddens, num_layers, batch_first=True, dropout=dropout)
        self.dense = nn.Linear(num_hiddens, vocab_size)

    def forward(self, X, context, state):
        embedded = self.embedding(X)
        contexts = context.new_zeros(*X.shape, context.shape[1])
        contexts[:, 0] = context
        outputs, state = self.rnn(torch.cat((embedded, contexts), -1), state)
        return self.dense(outputs), state
