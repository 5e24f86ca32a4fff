"""Never passes dropout on to the GRU, so that nothing is dropped while training.

Fails: test_dropout_acts_between_the_layers
"""

import torch
from torch import nn


class Seq2SeqDecoder(nn.Module):
    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0.0):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size + num_hiddens, num_hiddens, num_layers, batch_first=True)
        self.dense = nn.Linear(num_hiddens, vocab_size)

    def forward(self, X, context, state):
        embedded = self.embedding(X)
        contexts = context.unsqueeze(1).repeat(1, X.shape[1], 1)
        outputs, state = self.rnn(torch.cat((embedded, contexts), -1), state)
        return self.dense(outputs), state
