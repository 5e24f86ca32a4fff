"""Reads the prefix one character at a time, in the same loop that draws the new ones."""

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

    @torch.no_grad()
    def generate(self, prefix, num_tokens, temperature, generator):
        if num_tokens < 0:
            raise ValueError("num_tokens < 0")
        was_training = self.training
        self.eval()
        columns, state = [prefix[:, 0]], None
        length = prefix.shape[1]
        for t in range(1, length + num_tokens):
            logits, state = self.forward(columns[-1].unsqueeze(1), state)
            if t < length:
                columns.append(prefix[:, t])
            else:
                columns.append(sample_tokens(logits[:, 0], temperature, generator))
        if was_training:
            self.train()
        return torch.stack(columns, dim=1)
