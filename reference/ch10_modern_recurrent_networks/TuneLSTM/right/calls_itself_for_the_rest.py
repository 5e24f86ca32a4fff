"""Recurses: one token is drawn, and the method calls itself for the rest."""

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
            raise ValueError("num_tokens")
        flags = [(module, module.training) for module in self.modules()]
        self.eval()

        def follow(X, state, left):
            if left == 0:
                return [X]
            logits, state = self(X, state)
            token = sample_tokens(logits[:, -1, :], temperature, generator).reshape(-1, 1)
            return [X, *follow(token, state, left - 1)]

        with torch.no_grad():
            parts = follow(prefix, None, num_tokens)
        for module, flag in flags:
            module.training = flag
        return torch.cat(parts, 1)
