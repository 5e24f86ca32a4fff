"""Makes the logits of all steps from the last state, which has read the very tokens it should predict.

Fails: test_logits_do_not_know_what_comes_later
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
        contexts = context.unsqueeze(1).repeat(1, X.shape[1], 1)
        outputs, state = self.rnn(torch.cat((embedded, contexts), -1), state)
        return self.dense(state[-1]).unsqueeze(1).repeat(1, X.shape[1], 1), state
