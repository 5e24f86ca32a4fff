"""Fills one tensor with embeddings on the left and the context, by broadcasting, on the right."""

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
        width = embedded.shape[2]
        inputs = embedded.new_empty(*X.shape, self.rnn.input_size)
        inputs[..., :width] = embedded
        inputs[..., width:] = context[:, None, :]
        outputs, new_state = self.rnn(inputs, state)
        return torch.einsum("nth,vh->ntv", outputs, self.dense.weight) + self.dense.bias, new_state
