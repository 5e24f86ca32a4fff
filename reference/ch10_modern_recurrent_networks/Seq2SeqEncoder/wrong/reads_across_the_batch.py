"""Leaves batch_first out: the GRU reads down the batch, from one sentence to the next.

Fails: test_gives_all_top_states_and_the_last_of_every_layer
"""

from torch import nn


class Seq2SeqEncoder(nn.Module):
    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0.0):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size, num_hiddens, num_layers, dropout=dropout)

    def forward(self, X, valid_len=None):
        return self.rnn(self.embedding(X))
