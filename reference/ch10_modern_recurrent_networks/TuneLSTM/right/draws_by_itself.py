"""Draws with torch.multinomial itself and fills a tensor made beforehand."""

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
            raise ValueError(f"num_tokens must be at least 0, not {num_tokens}")
        mode = self.training
        self.train(False)
        n, P = prefix.shape
        text = prefix.new_empty(n, P + num_tokens)
        text[:, :P] = prefix
        state, start = None, 0
        with torch.inference_mode():
            for t in range(P, P + num_tokens):
                logits, state = self(text[:, start:t], state)
                last, start = logits[:, -1], t
                if temperature == 0:
                    text[:, t] = last.max(dim=1).indices
                else:
                    chances = torch.softmax(last / temperature, dim=1)
                    text[:, t] = torch.multinomial(chances, 1, generator=generator)[:, 0]
        self.train(mode)
        return text
