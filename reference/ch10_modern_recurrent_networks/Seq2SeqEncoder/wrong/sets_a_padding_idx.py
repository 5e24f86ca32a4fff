"""Gives the embedding a padding_idx: token 1 gets no gradient, whatever word it stands for.

Fails: test_every_parameter_gets_its_gradient
"""

from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class Seq2SeqEncoder(nn.Module):
    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0.0):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embed_size, padding_idx=1)
        self.rnn = nn.GRU(embed_size, num_hiddens, num_layers, batch_first=True, dropout=dropout)

    def forward(self, X, valid_len=None):
        embedded = self.embedding(X)
        if valid_len is None:
            return self.rnn(embedded)
        packed = pack_padded_sequence(embedded, valid_len.cpu(), batch_first=True, enforce_sorted=False)
        outputs, state = self.rnn(packed)
        outputs, _ = pad_packed_sequence(outputs, batch_first=True, total_length=X.shape[1])
        return outputs, state
