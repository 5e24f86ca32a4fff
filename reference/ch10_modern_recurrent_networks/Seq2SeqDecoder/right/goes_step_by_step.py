"""Calls the GRU once for each token and hands the state on."""

import torch
from torch import nn


class Seq2SeqDecoder(nn.Module):
    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0.0):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size + num_hiddens, num_hiddens, num_layers, batch_first=True, dropout=dropout)
        self.dense = nn.Linear(num_hiddens, vocab_size)

    def forward(self, X, context, state):
        logits = []
        for tokens in X.T:
            step = torch.cat([self.embedding(tokens), context], dim=1)
            output, state = self.rnn(step[:, None, :], state)
            logits.append(self.dense(output[:, 0]))
        return torch.stack(logits, dim=1), state
