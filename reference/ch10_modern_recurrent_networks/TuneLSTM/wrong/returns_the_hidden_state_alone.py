"""Returns H without the memory cell C.

Fails: test_gives_logits_for_every_position
"""

import torch
from torch import nn


class TuneLSTM(nn.Module):
    def __init__(self, vocab_size, embed_size, num_hiddens):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.LSTM(embed_size, num_hiddens, batch_first=True)
        self.output = nn.Linear(num_hiddens, vocab_size)

    def forward(self, X, state=None):
        hiddens, state = self.rnn(self.embedding(X), state)
        return self.output(hiddens), state[0]

    def generate(self, prefix, num_tokens, temperature, generator):
        if num_tokens < 0:
            raise ValueError("num_tokens is negative")
        training = self.training
        self.eval()
        text, X, state = prefix, prefix, None
        with torch.no_grad():
            for _ in range(num_tokens):
                logits, state = self(X, state)
                X = sample_tokens(logits[:, -1], temperature, generator)[:, None]
                text = torch.cat([text, X], dim=1)
        self.train(training)
        return text
