"""Takes one step after the other for all sentences, and keeps the old state where a sentence is over."""

import torch
from torch import nn


class Seq2SeqEncoder(nn.Module):
    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0.0):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size, num_hiddens, num_layers, batch_first=True, dropout=dropout)

    def forward(self, X, valid_len=None):
        embedded = self.embedding(X)
        n, T = X.shape
        if valid_len is None:
            valid_len = torch.full((n,), T, device=X.device)
        state = embedded.new_zeros(self.rnn.num_layers, n, self.rnn.hidden_size)
        outputs = []
        for t in range(T):
            goes_on = (t < valid_len)[:, None]
            output, new_state = self.rnn(embedded[:, t : t + 1], state)
            state = torch.where(goes_on, new_state, state)
            outputs.append(torch.where(goes_on, output[:, 0], 0.0))
        return torch.stack(outputs, dim=1), state
