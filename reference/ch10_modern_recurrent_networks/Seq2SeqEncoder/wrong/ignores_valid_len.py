"""Ignores valid_len and reads the padding as if it were text.

Fails: test_each_sentence_stops_at_its_own_length
"""

from torch import nn


class Seq2SeqEncoder(nn.Module):
    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0.0):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size, num_hiddens, num_layers, batch_first=True, dropout=dropout)

    def forward(self, X, valid_len=None):
        return self.rnn(self.embedding(X))
