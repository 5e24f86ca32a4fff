"""Reads the prefix first and applies the linear layer only where a token is drawn."""

import torch
from torch import nn


class TuneLSTM(nn.Module):
    def __init__(self, vocab_size, embed_size, num_hiddens):
        super().__init__()
        self.embed = nn.Embedding(vocab_size, embed_size)
        self.lstm = nn.LSTM(embed_size, num_hiddens, batch_first=True)
        self.head = nn.Linear(num_hiddens, vocab_size)

    def forward(self, X, state=None):
        Y, state = self.lstm(self.embed(X), state)
        return self.head(Y), state

    def generate(self, prefix, num_tokens, temperature, generator):
        if num_tokens < 0:
            raise ValueError("cannot draw a negative number of tokens")
        if num_tokens == 0:
            return prefix
        training = self.training
        try:
            self.eval()
            with torch.no_grad():
                (H, C) = self.lstm(self.embed(prefix))[1]
                new = [sample_tokens(self.head(H[-1]), temperature, generator)]
                while len(new) < num_tokens:
                    _, (H, C) = self.lstm(self.embed(new[-1][:, None]), (H, C))
                    new.append(sample_tokens(self.head(H[-1]), temperature, generator))
        finally:
            self.train(training)
        return torch.cat([prefix, torch.stack(new, dim=1)], dim=1)
