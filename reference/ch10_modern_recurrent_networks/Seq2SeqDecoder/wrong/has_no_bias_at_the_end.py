"""Leaves the bias of the last layer out: frequent tokens get no start over rare ones.

Fails: test_consists_of_embedding_rnn_and_dense
"""

import torch
from torch import nn


class Seq2SeqDecoder(nn.Module):
    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0.0):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size + num_hiddens, num_hiddens, num_layers, batch_first=True, dropout=dropout)
        self.dense = nn.Linear(num_hiddens, vocab_size, bias=False)

    def forward(self, X, context, state):
        embedded = self.embedding(X)
        contexts = context.unsqueeze(1).repeat(1, X.shape[1], 1)
        outputs, state = self.rnn(torch.cat((embedded, contexts), -1), state)
        return self.dense(outputs), state
