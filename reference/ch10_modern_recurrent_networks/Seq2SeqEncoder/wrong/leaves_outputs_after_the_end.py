"""Stops the states in time but leaves the outputs of the padding as they are; attention would look at them.

Fails: test_each_sentence_stops_at_its_own_length
"""

from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence


class Seq2SeqEncoder(nn.Module):
    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0.0):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size, num_hiddens, num_layers, batch_first=True, dropout=dropout)

    def forward(self, X, valid_len=None):
        outputs, state = self.rnn(self.embedding(X))
        if valid_len is None:
            return outputs, state
        packed = pack_padded_sequence(self.embedding(X), valid_len.cpu(), batch_first=True, enforce_sorted=False)
        return outputs, self.rnn(packed)[1]
